/** The graph as the gateway serves it: made of the files of the schema, with the trusted documents ready, and made anew when the files change. */
import type { Config } from '../config.js';
import { HubError } from '../errors.js';
import { makeLiveGraph, type LiveGraph, type ServedGraph } from '../gateway/live-graph.js';
import type { TrustSettings } from '../gateway/persisted-operations.js';
import { readTrustedDocuments, type TrustedDocuments } from '../gateway/trusted-documents.js';
import type { Logger } from '../logger.js';
import { openGraphMaker, schemaFolder, type GraphMakings } from './graph.js';
import { startRenewal } from './renew-graph.js';

/** What was opened. */
export interface OpenedGraph {
  graph: LiveGraph;
  trust: TrustSettings;
  /** Why the files as they are now are not what is served; null where they are. */
  fault(): string | null;
}

/** Opens it; `closers` end the looking after the files. */
export async function openLiveGraph(
  config: Config,
  { log, ...makings }: GraphMakings & { log: Logger },
): Promise<OpenedGraph> {
  const { hub } = config;
  const makeGraph = await openGraphMaker(config, makings);
  let trusted: TrustedDocuments | null = null;
  // Both or none: a graph that a trusted document does not fit is not taken.
  const makeTrustedGraph = async (): Promise<ServedGraph> => {
    const made = await makeGraph();
    trusted = await prepareTrusted(hub.TRUSTED_DOCUMENTS_FILE, made);
    return made;
  };
  const graph = makeLiveGraph(await makeTrustedGraph());
  const trust = { mode: toTrustMode(hub), find: (hash: string) => trusted?.find(hash) ?? null };
  const pollMs = hub.SCHEMA_POLL_MS;
  if (pollMs === 0) return { graph, trust, fault: () => null };
  const renewal = await startRenewal({
    graph,
    makeGraph: makeTrustedGraph,
    folder: schemaFolder,
    files: hub.TRUSTED_DOCUMENTS_FILE === undefined ? [] : [hub.TRUSTED_DOCUMENTS_FILE],
    pollMs,
    log,
  });
  makings.closers.add(() => renewal.stop());
  return { graph, trust, fault: renewal.fault };
}

/** Reads the manifest and prepares its operations, so that the first to ask need not wait; null without one. */
async function prepareTrusted(
  file: string | undefined,
  { apiSchema, executor }: ServedGraph,
): Promise<TrustedDocuments | null> {
  if (file === undefined) return null;
  const trusted = await readTrustedDocuments(file, apiSchema);
  for (const document of trusted.documents) executor.prepare?.(document);
  return trusted;
}

function toTrustMode({
  TRUSTED_DOCUMENTS_FILE: file,
  TRUSTED_DOCUMENTS: given,
  HUB_MODE,
}: Config['hub']): TrustSettings['mode'] {
  if (file === undefined && given === 'enforce')
    throw new HubError('BAD_INPUT', 'TRUSTED_DOCUMENTS=enforce needs TRUSTED_DOCUMENTS_FILE');
  if (file === undefined) return 'off';
  return given ?? (HUB_MODE === 'production' ? 'enforce' : 'off');
}
