/** A client of the simulated one-stop that knows its wire and nothing of its insides. */

/** A reply of a node. */
export interface WireReply {
  error_code: string;
  message: string;
  session?: string;
  hethan?: string;
  tongso?: string;
  data?: Record<string, unknown>[];
}

export const credentials = { username: 'hub', password: 'hub-password' };

/** POSTs a JSON body. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<WireReply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (await (await fetch(url, { method: 'POST', body: text, headers })).json()) as WireReply;
}

/** Logs in; the session. */
export async function logIn(url: string): Promise<string> {
  return (await post(`${url}/login`, credentials)).session ?? '';
}

/** Calls a service within a session. */
export function call(
  { url, session }: { url: string; session: string },
  service: string,
  parameters: object = {},
): Promise<WireReply> {
  const body = { session, madonvi: '000.00.31.H31', service, ...parameters };
  return post(`${url}/mapi/g`, body, { dstcode: '000.00.31.H31' });
}

/** What the items of a reply say under one name. */
export function valuesOf({ data = [] }: WireReply, name: string): unknown[] {
  return data.map((item) => item[name]);
}
