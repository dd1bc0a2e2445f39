/** Walks the steps of one part of a plan: asks the subgraphs and merges what they answer. Nothing here rejects; faults are noted. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { SubgraphTransport } from '../plan-executor.js';
import type { EntityPolicy } from '../plan-executors.js';
import { copyOf, isNode, mergeInto, type DataNode, type Path } from './data-tree.js';
import { findFetchPlaces, toError, type AwaitingByKey } from './fetch-errors.js';
import { visitEntities } from './find-entities.js';
import type { EntityGroup, FetchStep, Step } from './plan-steps.js';
import { renameKeys } from './rename-keys.js';
import { addToBatch, makeBatch, type Awaiting, type Batch } from './representations.js';
import type { TypeMatcher } from './type-matcher.js';

/** One run of a part: what it works with and what it has brought so far. */
export interface StepRun {
  readonly transport: SubgraphTransport;
  readonly matches: TypeMatcher;
  readonly policy: EntityPolicy;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: object;
  readonly signal: AbortSignal;
  readonly data: DataNode;
  readonly errors: GraphQLError[];
  /** Places left empty by a fault that is told once, elsewhere. */
  readonly unanswered: Path[];
}

/** Runs a step and all below it. */
export async function runStep(step: Step, run: StepRun): Promise<void> {
  switch (step.kind) {
    case 'fetch':
      return runFetch(step, run);
    case 'sequence':
      for (const one of step.steps) await runStep(one, run);
      return;
    case 'parallel':
      await Promise.all(step.steps.map((one) => runStep(one, run)));
      return;
  }
}

async function runFetch(step: FetchStep, run: StepRun): Promise<void> {
  const { variables, awaiting } = collect(step, run);
  if (step.entities.length > 0 && awaiting.size === 0) return;
  const { context, signal } = run;
  try {
    const { document } = step;
    const answer = await run.transport(step.subgraph, { document, variables, context, signal });
    take(answer, { step, awaiting, run });
  } catch (thrown) {
    const { all } = findFetchPlaces({ step, awaiting, ...run });
    run.errors.push(toError(thrown, all[0] ?? []));
    for (const place of all) run.unanswered.push(place);
  }
}

/** The variables of a fetch, and who waits for its answer. */
function collect(step: FetchStep, run: StepRun) {
  const variables: Record<string, unknown> = {};
  for (const name of step.variables)
    if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
  const batches = new Map<string, Batch>();
  const awaiting = new Map<string, Awaiting[]>();
  const { matches, policy, context } = run;
  const admit = (representation: DataNode): void => policy(representation, context);
  for (const group of step.entities) {
    const batch = batches.get(group.variable) ?? makeBatch(admit);
    batches.set(group.variable, batch);
    variables[group.variable] = batch.representations;
    const waiting: Awaiting[] = [];
    for (const segments of group.paths)
      visitEntities(run.data, { segments, matches }, (node, path) => {
        try {
          const position = addToBatch(batch, node, { group, matches });
          if (position !== null) waiting.push({ node, position });
        } catch (thrown) {
          run.errors.push(toError(thrown, path.slice()));
        }
      });
    if (waiting.length > 0) awaiting.set(group.answerKey, waiting);
  }
  return { variables, awaiting };
}

interface Taking {
  step: FetchStep;
  awaiting: AwaitingByKey;
  run: StepRun;
}

/** Takes in what a subgraph answered. Faults without data leave every place of the fetch empty. */
function take({ data, errors }: ExecutionResult, { step, awaiting, run }: Taking): void {
  const isWhole = isNode(data) && step.entities.every(({ answerKey }) => Array.isArray(data[answerKey]));
  if (errors !== undefined || !isWhole) noteFaults(errors ?? [], { step, awaiting, run }, isWhole);
  if (!isNode(data)) return;
  if (step.entities.length === 0) {
    renameKeys(data, step.renames, run.matches);
    mergeInto(run.data, data);
  }
  for (const group of step.entities) takeEntities(data[group.answerKey], { group, awaiting, run });
}

function noteFaults(errors: readonly unknown[], { step, awaiting, run }: Taking, isWhole: boolean): void {
  const places = findFetchPlaces({ step, awaiting, ...run });
  for (const error of errors) run.errors.push(...places.placeError(error));
  if (!isWhole) for (const place of places.all) run.unanswered.push(place);
}

function takeEntities(
  entities: unknown,
  { group, awaiting, run }: Pick<Taking, 'awaiting' | 'run'> & { group: EntityGroup },
): void {
  if (!Array.isArray(entities)) return;
  const waiting = awaiting.get(group.answerKey) ?? [];
  renameKeys(entities, group.renames, run.matches);
  const taken = new Set<number>();
  for (const { node, position } of waiting) {
    const entity: unknown = entities[position];
    if (!isNode(entity)) continue;
    // Each place keeps objects of its own: a later fetch may fill them under other names.
    mergeInto(node, taken.has(position) ? copyOf(entity) : entity);
    taken.add(position);
  }
}
