/** By what a client may ask for one dossier: a code it is known by, or its id. */
import { HubError } from '../../errors.js';

/** What any dossier code looks like: letters, digits, dots, hyphens, underscores, slashes. */
const codeShape = /^[\p{L}\p{N}./_-]{1,50}$/u;

/** Arguments of the question for one dossier. */
export interface DossierKeyArgs {
  code?: string | null;
  id?: string | null;
}

/** A code as it is stored, in Unicode NFC. @throws HubError BAD_INPUT naming `code` for what no dossier code looks like. */
export function toDossierCode(code: string): string {
  const composed = code.normalize('NFC');
  if (codeShape.test(composed)) return composed;
  throw new HubError(
    'BAD_INPUT',
    'code: expected 1 to 50 letters, digits and . / _ -, as printed on the receipt',
  );
}

/** The one key given. @throws HubError BAD_INPUT naming both unless it is exactly one, or `code` where it is malformed. */
export function toDossierKey({ code, id }: DossierKeyArgs): { code: string } | { id: string } {
  if (code != null && id == null) return { code: toDossierCode(code) };
  if (id != null && code == null) return { id };
  throw new HubError(
    'BAD_INPUT',
    `code, id: expected exactly one of the two, got ${code == null ? 'none' : 'both'}`,
  );
}
