/** Runs a plan: its parts in order, and what each brought made into what the client asked for. Nothing here rejects. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Refusals } from '../access-rules.js';
import { makeExplainedPlaces } from './explained-places.js';
import { toError } from './fetch-errors.js';
import type { OperationPlan, PlanPart } from './make-plan.js';
import { runStep, type StepRun } from './run-step.js';

/** What the parts of a plan share. */
export type PlanRun = Omit<StepRun, 'data' | 'errors' | 'unanswered'>;

/** Runs the plan. A part that may not be null and is ends it: what comes after does not happen. */
export async function runPlan(
  plan: OperationPlan,
  refusals: Refusals,
  planRun: PlanRun,
): Promise<ExecutionResult> {
  const [only, ...more] = plan;
  if (only !== undefined && more.length === 0) return runPart(only, refusals, planRun);
  // An alias may be `__proto__`.
  const data = Object.create(null) as Record<string, unknown>;
  const errors: GraphQLError[] = [];
  let isNulled = false;
  for (const part of plan) {
    const answer = await runPart(part, refusals, planRun);
    errors.push(...(answer.errors ?? []));
    isNulled = answer.data == null;
    if (isNulled) break;
    Object.assign(data, answer.data);
  }
  return { data: isNulled ? null : data, ...(errors.length === 0 ? {} : { errors }) };
}

async function runPart(part: PlanPart, refusals: Refusals, planRun: PlanRun): Promise<ExecutionResult> {
  const run: StepRun = { ...planRun, data: {}, errors: [], unanswered: [] };
  if (part.step !== null) await runStep(part.step, run);
  return toResult(run, part, refusals);
}

function toResult(run: StepRun, { complete, toClientPaths }: PlanPart, refusals: Refusals): ExecutionResult {
  const errors = run.errors.flatMap((error) => toClientErrors(error, toClientPaths));
  const explained = makeExplainedPlaces(() => [
    ...errors.flatMap(({ path }) => (path === undefined ? [] : [path])),
    ...run.unanswered.flatMap(toClientPaths),
  ]);
  const data = complete(run.data, {
    path: [],
    refusals,
    note(error) {
      errors.push(error);
      explained.add(error.path ?? []);
    },
    isExplained: explained.has,
  });
  const answer = { data: (data as ExecutionResult['data']) ?? null };
  return errors.length === 0 ? answer : { ...answer, errors };
}

/** The error at every place where the client sees what it is about; where it sees none, without a place. */
function toClientErrors(error: GraphQLError, toPaths: PlanPart['toClientPaths']): GraphQLError[] {
  if (error.path === undefined) return [error];
  const paths = toPaths(error.path);
  return paths.length === 0 ? [toError(error, [])] : paths.map((path) => toError(error, path));
}
