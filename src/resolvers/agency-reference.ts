/** What a subgraph says of an agency it does not own: its key, and the rest is the directory's to tell. */

/** An agency by its code, whether or not the directory knows it. */
export interface AgencyReference {
  code: string;
}

/** The agency a code refers to; null where the record names none. */
export function toAgencyReference(code: string | null | undefined): AgencyReference | null {
  return code == null ? null : { code };
}
