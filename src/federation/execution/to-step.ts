/** Steps, made once of what the Rust planner answers. Planning is prepare-operation.ts, walking is run-step.ts. */
import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { HubError } from '../../errors.js';
import type { EntityGroup, FetchStep, PathSegment, Rename, Step } from './plan-steps.js';

/** What turns a planner's node into a step. */
interface StepMaker {
  getSubgraph(serviceName: string): string;
}

/**
 * Makes the steps of a plan.
 * @throws HubError INTERNAL for a node this executor does not know.
 */
export function toStep(node: PlanNode, maker: StepMaker, path: readonly PathSegment[] = []): Step {
  switch (node.kind) {
    case 'Fetch':
      return toFetchStep(node, maker, path);
    case 'BatchFetch':
      return toBatchStep(node, maker);
    case 'Sequence':
    case 'Parallel': {
      const steps = node.nodes.map((one) => toStep(one, maker, path));
      return { kind: node.kind === 'Sequence' ? 'sequence' : 'parallel', steps };
    }
    case 'Flatten':
      return toStep(node.node, maker, [...path, ...node.path.map(toPathSegment)]);
    case 'Subscription':
      return toStep(node.primary, maker, path);
    case 'Condition':
    case 'Defer':
      throw new HubError('INTERNAL', `the plan holds a ${node.kind}, which no settled operation asks for`);
  }
}

function toFetchStep(node: FetchNode, maker: StepMaker, path: readonly PathSegment[]): FetchStep {
  const renames = (node.outputRewrites ?? []).flatMap(toRename);
  const sentAs = toSentAs(node.inputRewrites);
  const isForEntities = node.requires !== undefined && node.requires.length > 0;
  const group = {
    answerKey: '_entities',
    variable: 'representations',
    paths: [path],
    ...toRequired(toSent(node.requires ?? [], sentAs)),
    sentAs,
    renames,
  };
  return { ...toRequest(node, maker), entities: isForEntities ? [group] : [], renames };
}

function toBatchStep(node: BatchFetchNode, maker: StepMaker): FetchStep {
  const entities = node.entityBatch.aliases.map(toBatchGroup);
  return { ...toRequest(node, maker), entities, renames: [] };
}

function toBatchGroup(alias: EntityBatchAlias): EntityGroup {
  const sentAs = toSentAs(alias.inputRewrites);
  return {
    answerKey: alias.alias,
    variable: alias.representationsVariableName,
    paths: alias.paths.map((path) => path.map(toPathSegment)),
    ...toRequired(toSent(alias.requires, sentAs)),
    sentAs,
    renames: (alias.outputRewrites ?? []).flatMap(toRename),
  };
}

function toRequired(requires: readonly RequiresSelection[]): Pick<EntityGroup, 'requires' | 'flat'> {
  const [only, ...more] = requires;
  if (only?.kind !== 'InlineFragment' || more.length > 0) return { requires, flat: null };
  const fields = only.selections.flatMap((selection) =>
    selection.kind === 'Field' && (selection.selections ?? []).length === 0 ? [selection] : [],
  );
  if (fields.length < only.selections.length) return { requires, flat: null };
  const plain = fields
    .filter(({ name }) => name !== '__typename')
    .map(({ name, alias = name }) => ({ name, alias }));
  return { requires, flat: { types: [only.typeCondition], fields: plain } };
}

function toRequest(node: FetchNode | BatchFetchNode, maker: StepMaker) {
  return {
    kind: 'fetch',
    subgraph: maker.getSubgraph(node.serviceName),
    document: parse(node.operation, { noLocation: true }),
    variables: node.variableUsages ?? [],
  } as const;
}

function toPathSegment(segment: FlattenNodePathSegment): PathSegment {
  if (segment === '@') return { items: true };
  return 'Field' in segment ? { field: segment.Field } : { types: segment.TypeCondition };
}

function toRename(rewrite: FetchRewrite): Rename[] {
  if (!('KeyRenamer' in rewrite)) return [];
  const { path, renameKeyTo } = rewrite.KeyRenamer;
  return [{ path: path.map(toRenameSegment), to: renameKeyTo }];
}

function toRenameSegment(segment: FetchNodePathSegment): Rename['path'][number] {
  return 'Key' in segment ? { key: segment.Key } : { types: segment.TypenameEquals };
}

/** The planner sets one thing in what is sent, the `__typename`; a plan that sets another must not run half. */
function toSentAs(rewrites: readonly FetchRewrite[] = []): string | null {
  const setters = rewrites.map((rewrite) => ('ValueSetter' in rewrite ? rewrite.ValueSetter : null));
  const [setter] = setters;
  if (setter === undefined) return null;
  const key = setter?.path.at(-1);
  if (
    setters.length === 1 &&
    setter !== null &&
    key !== undefined &&
    'Key' in key &&
    key.Key === '__typename'
  )
    return setter.setValueTo;
  throw new HubError('INTERNAL', 'the plan rewrites more than __typename in what it sends');
}

/**
 * An interface object is asked the same of every type of its interface, so what is sent holds for all of them. The planner
 * merges such fetches and names but one of their types.
 */
function toSent(requires: readonly RequiresSelection[], sentAs: string | null): readonly RequiresSelection[] {
  if (sentAs === null) return requires;
  return requires.map((selection) =>
    selection.kind === 'InlineFragment' ? { ...selection, typeCondition: sentAs } : selection,
  );
}
