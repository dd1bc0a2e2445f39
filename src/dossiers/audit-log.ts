/**
 * Reads the whole log again and holds it against the events: every hash made anew, every link, every leaf, every
 * checkpoint's root. One byte changed in one old event is found, and the event named.
 */
import { checkChain, type ChainedEvent } from '../evidence/chain.js';
import { nodesCompletedBy, rootOf, type Frontier } from '../evidence/merkle.js';
import type { DossierEvent } from '../records/dossier-event.js';
import type { Checkpoints } from '../store/checkpoints.js';
import type { EventLog } from '../store/event-log.js';
import type { LogLeaf, MerkleLog } from '../store/merkle-log.js';
import { toEventLeafHash } from './seal-log.js';

/** What is wrong, and with which event or checkpoint; ids only. */
export interface LogFault {
  /** `<dossier> event <seq>`, `leaf <index>` or `checkpoint <size>`. */
  where: string;
  fault: string;
}

/** What an audit found. */
export interface LogAudit {
  leaves: number;
  checkpoints: number;
  faults: LogFault[];
}

/** What an audit works with. */
export interface AuditParts {
  events: Pick<EventLog, 'findByIds' | 'findByDossier'>;
  merkleLog: Pick<MerkleLog, 'findLeavesFrom'>;
  checkpoints: Pick<Checkpoints, 'findFrom'>;
}

/** Leaves, and checkpoints, looked at in one go. */
const mostPerRead = 500;

/** Audits the log from end to end; memory does not grow with it but for the ids of dossiers. */
export async function auditLog(parts: AuditParts): Promise<LogAudit> {
  const faults: LogFault[] = [];
  const dossiers = new Set<string>();
  let leaves = 0;
  for (let read = await parts.merkleLog.findLeavesFrom(0, mostPerRead); read.length > 0;) {
    leaves += read.length;
    faults.push(...(await auditLeaves(read, dossiers, parts)));
    read = await parts.merkleLog.findLeavesFrom(leaves, mostPerRead);
  }
  for (const dossier of dossiers) {
    const events = await parts.events.findByDossier(dossier);
    const fault = checkChain(events.map(toChained));
    if (fault !== null) faults.push({ where: `${dossier} event ${fault.seq}`, fault: fault.detail });
  }
  const signed = await auditCheckpoints(parts);
  return { leaves, checkpoints: signed.checkpoints, faults: [...faults, ...signed.faults] };
}

async function auditLeaves(
  leaves: readonly LogLeaf[],
  dossiers: Set<string>,
  { events }: AuditParts,
): Promise<LogFault[]> {
  const found = await events.findByIds(leaves.map(({ event }) => event));
  const byId = new Map(found.map((event) => [event.id, event]));
  return leaves.flatMap(({ index, event: id, hash }) => {
    const event = byId.get(id);
    if (event === undefined) return { where: `leaf ${index}`, fault: `its event ${id} is gone` };
    dossiers.add(event.core.dossier);
    if (toEventLeafHash(event) === hash) return [];
    const { dossier, seq } = event.core;
    return { where: `${dossier} event ${seq}`, fault: 'it is not the event that its leaf was made of' };
  });
}

/** Roots are made from the leaves as they are today: whoever changed a leaf could not change a signed root with it. */
async function auditCheckpoints({ merkleLog, checkpoints }: AuditParts): Promise<Omit<LogAudit, 'leaves'>> {
  const faults: LogFault[] = [];
  let count = 0;
  let frontier: Frontier = { size: 0, hashes: [] };
  for (let found = await checkpoints.findFrom(1, mostPerRead); found.length > 0;) {
    for (const { size, root } of found) {
      count += 1;
      frontier = await growTo(size, frontier, merkleLog);
      if (frontier.size < size)
        faults.push({ where: `checkpoint ${size}`, fault: 'leaves it covers are gone' });
      else if (rootOf(frontier) !== root)
        faults.push({ where: `checkpoint ${size}`, fault: 'the leaves of today have another root' });
    }
    found = await checkpoints.findFrom((found.at(-1)?.size ?? 0) + 1, mostPerRead);
  }
  return { checkpoints: count, faults };
}

async function growTo(size: number, from: Frontier, merkleLog: AuditParts['merkleLog']): Promise<Frontier> {
  let frontier = from;
  while (frontier.size < size) {
    const leaves = await merkleLog.findLeavesFrom(frontier.size, Math.min(mostPerRead, size - frontier.size));
    if (leaves.length === 0) break;
    const hashes = leaves.map(({ hash }) => hash);
    frontier = nodesCompletedBy(frontier, hashes).frontier;
  }
  return frontier;
}

/** An event as the chain sees it. */
export function toChained({ core, hash, prev }: DossierEvent): ChainedEvent {
  return { seq: core.seq, hash, prev, core };
}
