/** The subgraphs' SDL files, and the names of the two files composed from them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The SDL of one subgraph; its name is the stem of its file. */
export interface SubgraphSdl {
  name: string;
  typeDefs: string;
}

/** File of the composed supergraph, in the folder of the SDL files. */
export const supergraphFile = 'supergraph.graphql';

/** File of the schema that clients see. */
export const apiFile = 'api.graphql';

/** Reads `<folder>/<name>.graphql`, sorted by name, without the two composed files. */
export async function readSubgraphSdl(folder: string): Promise<SubgraphSdl[]> {
  const files = (await readdir(folder)).filter(
    (file) => file.endsWith('.graphql') && file !== supergraphFile && file !== apiFile,
  );
  return Promise.all(
    files.sort().map(async (file) => ({
      name: file.slice(0, -'.graphql'.length),
      typeDefs: await readFile(join(folder, file), 'utf8'),
    })),
  );
}
