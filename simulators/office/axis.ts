/**
 * What the axis holds: its registered agencies and every message it carried, in the order they last changed. It looks into messages only as far as an
 * axis must to carry them.
 */
import { HubError } from '../../src/errors.js';

/** A message as the axis lists it. */
export interface AxisMessage {
  id: string;
  kind: 'edoc' | 'status';
  from: string;
  to: readonly string[];
  /** The document it carries, or whose status it tells. */
  documentId: string;
  /** Of a status: the message it answers; empty where the axis carried none. */
  answers: string;
  /** When it was taken or last changed, in UTC: one form, so that it compares as a text. */
  updatedAt: string;
  /** Codes of dossiers the e-office keeps as links beside the document. */
  links: readonly string[];
  content: string;
}

/** An agency on the axis. */
export interface AxisAgency {
  organId: string;
  name: string;
  /** Day it joined, `yyyy-MM-dd`. */
  registeredOn: string;
}

/** The axis. */
export interface Axis {
  /** All messages, ordered by change and id. */
  messages(): AxisMessage[];
  find(id: string): AxisMessage | null;
  agencies(): readonly AxisAgency[];
  register(agency: AxisAgency): void;
  remove(organId: string): void;
  /** Puts a message there as it is. */
  put(message: AxisMessage): void;
  /**
   * Takes a message that is sent.
   * @returns it; the very same message sent again is the one taken before
   * @throws HubError BAD_INPUT naming the element, where it cannot be carried
   */
  send(content: string, updatedAt: Date): AxisMessage;
}

/** Makes one. */
export function makeAxis(agencies: readonly AxisAgency[]): Axis {
  const registered = new Map(agencies.map((agency) => [agency.organId, agency]));
  const messages = new Map<string, AxisMessage>();
  let sent = 0;
  const put = (message: AxisMessage): void => void messages.set(message.id, message);
  return {
    messages: () => [...messages.values()].sort((a, b) => (toPlace(a) < toPlace(b) ? -1 : 1)),
    find: (id) => messages.get(id) ?? null,
    agencies: () => [...registered.values()],
    register: (agency) => void registered.set(agency.organId, agency),
    remove: (organId) => void registered.delete(organId),
    put,
    send(content, updatedAt) {
      const read = readEnvelope(content);
      const isKnown = (code: string): boolean => registered.has(code);
      if (!isKnown(read.from)) throw new HubError('BAD_INPUT', 'From.OrganId: this agency is not registered');
      if (read.to.length === 0 || !read.to.every(isKnown))
        throw new HubError('BAD_INPUT', 'To.OrganId: this agency is not registered');
      const same = [...messages.values()].filter(
        (one) => one.kind === read.kind && one.documentId === read.documentId,
      );
      const repeated = same.find((one) => one.content === content);
      if (repeated !== undefined) return repeated;
      if (read.isNew && same.length > 0)
        throw new HubError('BAD_INPUT', 'DocumentId: another document was sent under it');
      const carried = [...messages.values()].find(
        (one) => one.kind === 'edoc' && one.documentId === read.documentId,
      );
      sent += 1;
      const { kind, from, to, documentId } = read;
      const message: AxisMessage = {
        ...{ id: `S${String(sent).padStart(7, '0')}`, kind, from, to, documentId },
        answers: kind === 'status' ? (carried?.id ?? '') : '',
        ...{ updatedAt: updatedAt.toISOString(), links: [], content },
      };
      put(message);
      return message;
    },
  };
}

/** Where a message stands in the order they are listed in. */
export function toPlace({ updatedAt, id }: { updatedAt: string; id: string }): string {
  return `${updatedAt} ${id}`;
}

/** What an axis reads off an envelope. */
function readEnvelope(content: string) {
  const text = (name: string, within: string): string =>
    new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(within)?.[1] ?? '';
  const parts = (name: string): string[] =>
    content.match(new RegExp(`<(?:\\w+:)?${name}>.*?</(?:\\w+:)?${name}>`, 'gs')) ?? [];
  const isStatus = /<(?:\w+:)?StatusCode>/.test(content);
  const [header = ''] = parts('MessageHeader');
  const [answered = ''] = isStatus ? parts('ResponseFor') : [];
  const own = header.replace(/<(?:\w+:)?ResponseFor>.*?<\/(?:\w+:)?ResponseFor>/gs, '');
  const documentId = text('DocumentId', isStatus ? answered : own);
  if (documentId === '') throw new HubError('BAD_INPUT', 'DocumentId: it is missing');
  return {
    kind: isStatus ? ('status' as const) : ('edoc' as const),
    from: text('OrganId', parts('From')[0] ?? ''),
    to: parts('To').map((one) => text('OrganId', one)),
    documentId,
    isNew: !isStatus && ['', '0', '3'].includes(text('BussinessDocType', content)),
  };
}
