/** What people wrote and added to a command, read back from beside its event; of whatever form it was sealed in. */
import type { DossierEvent } from '../records/dossier-event.js';
import type { Attachment } from './command.js';
import type { ExchangeParts } from './parts.js';

/**
 * The note and papers of an event; null where it has none.
 * @throws HubError NOT_FOUND once the dossier's key is thrown away.
 */
export async function readAttachment<Sealed extends object = Attachment>(
  { id, core }: Pick<DossierEvent, 'id' | 'core'>,
  { store, bodies }: Pick<ExchangeParts, 'bodies'> & { store: Pick<ExchangeParts['store'], 'events'> },
): Promise<Sealed | null> {
  if (core.bodyHash === null) return null;
  const sealed = await store.events.findSealedBody(id);
  if (sealed === null) return null;
  const clear = await bodies.open(core.dossier, sealed);
  return JSON.parse(Buffer.from(clear).toString('utf8')) as Sealed;
}
