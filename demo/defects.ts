/** Which deliberate faults a dossier has in the source; how they look on the wire is the simulator's business. */
import type { DemoDefect, DemoDossier } from './life.js';
import type { Random } from './random.js';

/** Faults that fail validation, taken in turn. */
const failing = ['missing-code', 'missing-procedure', 'impossible-date', 'bad-status'] as const;

/** Awkward but valid, at most one a dossier, with its share. */
const awkward: readonly (readonly [defect: DemoDefect, share: number])[] = [
  ['nfd-text', 0.01],
  ['slash-dates', 0.01],
  ['iso-dates', 0.01],
  ['placeholder-identity', 0.0125],
  ['listed-twice', 0.0067],
  ['unknown-channel', 0.0005],
];

/** Statuses some offices report to the portal as completed. */
const misreported = [5, 6, 8];

/** Share of dossiers coming to such a status that are misreported. */
const misreportedShare = 0.4;

/** The failing fault of the n-th faulty dossier of the demonstration. */
export function toFailingDefect(n: number): DemoDefect {
  return failing[n % failing.length] ?? 'missing-code';
}

/** Whether a dossier fails validation. */
export function isFailing({ defects }: DemoDossier): boolean {
  return defects.some((defect) => failing.some((one) => one === defect));
}

/** Faults of a dossier that passes validation; none for most. */
export function drawDefects(random: Random, dossier: Omit<DemoDossier, 'defects'>): DemoDefect[] {
  const defects: DemoDefect[] = [];
  let drawn = random.unit();
  for (const [defect, share] of awkward) {
    if (drawn >= 0 && drawn < share && canHave(dossier, defect)) defects.push(defect);
    drawn -= share;
  }
  const waits = dossier.events.some(({ status }) => misreported.includes(status));
  if (waits && random.chance(misreportedShare)) defects.push('portal-disagrees');
  return defects;
}

/** Only people have a placeholder number; only a dossier with one code, below the province, is listed by the node above. */
function canHave({ applicant, node, recoded }: Omit<DemoDossier, 'defects'>, defect: DemoDefect): boolean {
  if (defect === 'placeholder-identity') return applicant.kind === 1;
  return defect !== 'listed-twice' || (node !== 'province' && recoded === null);
}
