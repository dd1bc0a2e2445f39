/** Contenders without HTTP: the plan executors, and graphql-js over the monolith. */
import { execute, parse, type DocumentNode } from 'graphql';
import type { PlanExecutorName } from '../../src/federation/plan-executors.js';
import type { Contender } from './contenders.js';
import { makeMonolith, makeServedGraph } from './graphs.js';
import { makeContext, questions, type QuestionName } from './world.js';

/** Makes them. */
export async function makeInProcess(): Promise<Contender[]> {
  const documents = new Map(Object.entries(questions).map(([name, text]) => [name, parse(text)]));
  const get = (question: QuestionName): DocumentNode => documents.get(question) ?? parse('{ __typename }');
  const schema = makeMonolith();
  const monolith = async (question: QuestionName) =>
    JSON.stringify(await execute({ schema, document: get(question), contextValue: makeContext() }));
  return [
    toContender('ours', await makeAsk('hub', 3)),
    toContender('ours, not compiled', await makeAsk('hub', 0)),
    toContender('router-runtime', await makeAsk('router-runtime', 0)),
    toContender('monolith', monolith),
  ];

  async function makeAsk(name: PlanExecutorName, afterHits: number): Promise<Contender['ask']> {
    const { executor } = await makeServedGraph(name, afterHits);
    const { signal } = new AbortController();
    return async (question) =>
      JSON.stringify(
        await executor.execute({
          ...{ document: get(question), variables: {}, operationName: null, signal },
          context: makeContext(),
        }),
      );
  }
}

function toContender(name: string, ask: Contender['ask']): Contender {
  return { name, ask, readMemoryMb: () => Math.round(process.memoryUsage().rss / 2 ** 20) };
}
