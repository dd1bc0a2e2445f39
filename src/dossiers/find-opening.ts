/** What custody begins with: the dossier as its source's record tells it at the moment the exchange takes it over. */
import type { DossierReader } from '../lists/dossier-reader.js';
import { toOptionalInstant } from './instants.js';
import type { FindOpening } from './parts.js';

/** Makes the look-up over the dossiers' records; `calendarVersion` is pinned to the appointment taken over. */
export function makeFindOpening(
  dossiers: Pick<DossierReader, 'findByIds'>,
  calendarVersion: string,
): FindOpening {
  return async (id) => {
    const [dossier] = await dossiers.findByIds([id]);
    if (dossier === undefined) return null;
    const { content, provenance } = dossier;
    const { source, key, version, pageHash } = provenance;
    return {
      holder: content.holderCode,
      since: toOptionalInstant(content.heldSince),
      epoch: content.handovers + 1,
      code: content.codes[0]?.value ?? null,
      procedure: content.procedureCode,
      receivingAgency: content.receivingAgencyCode,
      receivedAt: toOptionalInstant(content.receivedAt),
      dueAt: toOptionalInstant(content.dueAt),
      calendarVersion,
      record: { source, key, version, pageHash },
    };
  };
}
