/** Random operations of a schema, for comparing executors: from a tape of numbers, so that a failing one shrinks. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/** An operation and its variables. */
export interface RandomQuery {
  query: string;
  variables: Readonly<Record<string, unknown>>;
}

const deepest = 5;

/** Makes an operation that is valid against the schema; null where the tape gives none. */
export function toRandomQuery(schema: GraphQLSchema, tape: readonly number[]): RandomQuery | null {
  let at = 0;
  const draw = (below: number): number => {
    const drawn = tape[at] ?? 0;
    at += 1;
    return drawn % below;
  };
  const type = schema.getQueryType();
  if (type === undefined || type === null) return null;
  const variables = { on: draw(2) === 1, off: draw(2) === 1 };
  const writer = makeWriter(schema, draw);
  const body = writer.selections(type, 0);
  const fragments = writer.fragments.map((text, index) => `fragment F${index} ${text}`);
  const text = [body, ...fragments].join(' ');
  const used = Object.entries(variables).filter(([name]) => text.includes(`$${name})`));
  const declared = used.map(([name]) => `$${name}: Boolean!`).join(', ');
  const query = `query${declared === '' ? '' : `(${declared})`} ${text}`;
  return validate(schema, parse(query)).length === 0 ? { query, variables: Object.fromEntries(used) } : null;
}

function makeWriter(schema: GraphQLSchema, draw: (below: number) => number) {
  const fragments: string[] = [];
  const directive = (): string => {
    const which = draw(16);
    if (which > 3) return '';
    const condition = ['true', 'false', '$on', '$off'][draw(4)] ?? 'true';
    return ` @${which % 2 === 0 ? 'include' : 'skip'}(if: ${condition})`;
  };
  const field = (one: GraphQLField<unknown, unknown>, depth: number): string => {
    const alias = draw(6) === 0 ? `${['x', 'y', 'id', 'name'][draw(4)] ?? 'x'}: ` : '';
    const named = getNamedType(one.type);
    const below = isCompositeType(named) ? ` ${selections(named, depth + 1)}` : '';
    return `${alias}${one.name}${toArguments(one.args, draw)}${directive()}${below}`;
  };
  const fragment = (type: GraphQLCompositeType, depth: number): string => {
    const types = isAbstractType(type) ? [...schema.getPossibleTypes(type), type] : [type];
    const on = types[draw(types.length)] ?? type;
    const body = selections(on, depth + 1);
    if (draw(3) > 0) return `... on ${on.name}${directive()} ${body}`;
    fragments.push(`on ${on.name} ${body}`);
    return `...F${fragments.length - 1}${directive()}`;
  };
  const one = (type: GraphQLCompositeType, depth: number): string => {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const usable = fields.filter((each) => depth < deepest || !isCompositeType(getNamedType(each.type)));
    if (depth < deepest && (usable.length === 0 || draw(4) === 0)) return fragment(type, depth);
    const chosen = usable[draw(usable.length + 1)];
    return chosen === undefined ? `${draw(4) === 0 ? 't: ' : ''}__typename` : field(chosen, depth);
  };
  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const count = 1 + draw(depth === 0 ? 3 : 4);
    return `{ ${Array.from({ length: count }, () => one(type, depth)).join(' ')} }`;
  };
  return { fragments, selections };
}

function toArguments(args: readonly GraphQLArgument[], draw: (below: number) => number): string {
  const given = args.filter((arg) => isNonNullType(arg.type) || draw(2) === 0);
  return given.length === 0
    ? ''
    : `(${given.map((arg) => `${arg.name}: ${toLiteral(arg, draw)}`).join(', ')})`;
}

function toLiteral({ type }: GraphQLArgument, draw: (below: number) => number): string {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[draw(named.getValues().length)]?.name ?? 'null';
  if (named.name === 'Boolean') return draw(2) === 0 ? 'true' : 'false';
  return named.name === 'String' ? `"${1 + draw(4)}"` : String(1 + draw(4));
}
