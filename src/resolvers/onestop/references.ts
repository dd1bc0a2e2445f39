/** What the one-stop says of entities other subgraphs own: their key, and the rest is theirs to tell. */

/** An agency by its code, whether or not the directory knows it. */
export interface AgencyReference {
  code: string;
}

/** The agency a code refers to; null where the record names none. */
export function toAgencyReference(code: string | null | undefined): AgencyReference | null {
  return code == null ? null : { code };
}
