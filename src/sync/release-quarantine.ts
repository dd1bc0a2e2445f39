/** Tries the items in quarantine again, after a mapping was mended: what is good now becomes records, the rest stays with its new reasons. */
import type { AnyStream } from '../connectors/connector.js';
import type { Quarantine, QuarantineEntry } from '../store/quarantine.js';
import { siftItems } from './sift.js';
import { toQuarantineDigest, type PageTarget } from './store-page.js';
import { writeCandidates } from './write-candidates.js';

/** Where items are taken from and written to. */
export interface ReleaseTarget extends PageTarget {
  quarantine: Pick<Quarantine, 'put' | 'touch' | 'release' | 'findEntries'>;
  openRaw(sealed: string, id: string): string;
}

/** What came of it. */
export interface ReleaseOutcome {
  replayed: number;
  failed: number;
}

/** Tries every item of a stream that is in quarantine. Done twice it changes nothing the second time. */
export async function releaseQuarantine<Settings>(
  { source, stream, now }: { source: string; stream: AnyStream<Settings>; now(): Date },
  target: ReleaseTarget,
): Promise<ReleaseOutcome> {
  const outcome: ReleaseOutcome = { replayed: 0, failed: 0 };
  for (const entry of await target.quarantine.findEntries(source, stream.name)) {
    const item: unknown = JSON.parse(target.openRaw(entry.sealedRaw, entry.key));
    const { candidates, refusals } = siftItems(stream, [item], (record) => target.seal(record));
    const [refusal] = refusals;
    if (refusal !== undefined) {
      outcome.failed += 1;
      await target.quarantine.put([toEntry(entry, refusal.issues)], now());
      continue;
    }
    const { runId, pageHash } = entry.rawRef;
    const run = {
      source,
      stream,
      runId,
      target,
      now,
      relists: false,
      quarantined: new Map<string, string>(),
      refused: new Set<string>(),
      seenAgain: new Set<string>(),
      takesOlder: false,
      setBack: null,
      hold: null,
    };
    // Its page was kept when it was refused.
    const origin = { toPageHash: () => pageHash, keepRaw: () => Promise.resolve(), heads: null };
    const { strangers } = await writeCandidates(run, candidates, origin);
    if (strangers.length > 0) {
      outcome.failed += 1;
      continue;
    }
    await target.quarantine.release(source, stream.name, [entry.key]);
    outcome.replayed += 1;
  }
  return outcome;
}

function toEntry(
  { source, stream, key, rawRef, sealedRaw }: QuarantineEntry,
  issues: QuarantineEntry['issues'],
): QuarantineEntry {
  return { source, stream, key, issues, rawRef, sealedRaw, digest: toQuarantineDigest(sealedRaw, issues) };
}
