/** Changes of the API schema since its last release that break clients: each must be accepted by name, with a reason, or not be made. */
import { buildSchema, findBreakingChanges } from 'graphql';

/** What was released, and what of it may break. */
export interface Release {
  /** The API schema clients were last told of. */
  apiSdl: string;
  /** A breaking change, in graphql-js's words → why it is made and how clients were told. */
  accepted: Readonly<Record<string, string>>;
}

/** One line for each change that breaks clients and was not accepted, and for each acceptance of a change that is none. */
export function lintBreakingChanges(apiSdl: string, { apiSdl: released, accepted }: Release): string[] {
  const changes = findBreakingChanges(buildSchema(released), buildSchema(apiSdl)).map(
    ({ description }) => description,
  );
  const unaccepted = changes.filter((change) => !Object.hasOwn(accepted, change));
  const stale = Object.keys(accepted).filter((change) => !changes.includes(change));
  return [
    ...unaccepted.map((change) => `breaks clients: ${change}`),
    ...stale.map((change) => `accepted-breaks.json: no such change: ${change}`),
  ];
}
