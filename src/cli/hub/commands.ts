/** The commands of `npm run hub`, one table: what each asks of the graph, and where in the answer its rows are. */

/** What a command was given, by name. */
type Given = Readonly<Record<string, string | number | null | undefined>>;

/** One command. */
export interface HubCommandLine {
  parameters: readonly string[];
  does: string;
  query: string;
  toVariables(given: Given): object;
  /** Field names from the root of the answer to its rows. */
  rows: readonly string[];
  /** Whether it asks for a run, which is then followed to its end. */
  isFollowed?: boolean;
}

/** The table. */
export const hubCommandLines: Readonly<Record<string, HubCommandLine>> = {
  sources: {
    parameters: [],
    does: 'the sources and how fresh they are',
    query: `{ sources { name streams { state records quarantined lag lastError name } } }`,
    toVariables: () => ({}),
    rows: ['sources', 'streams'],
  },
  runs: {
    parameters: ['source', 'stream'],
    does: 'the last runs of a stream',
    query: `query Runs($source: ID!, $first: Int!) { source(name: $source) { name streams { name runs(first: $first) {
      id state mode startedAt endedAt counts { read fresh changed unchanged older gone quarantined } remarks { text count } error } } } }`,
    toVariables: ({ source, first }) => ({ source, first }),
    rows: ['source', 'streams', 'runs'],
  },
  pages: {
    parameters: ['run'],
    does: 'the pages of a run, and what became of their items',
    query: `query Pages($run: ID!, $first: Int!) { run(id: $run) { pages(first: $first) { nodes {
      number storedAt counts { read fresh changed unchanged older quarantined } pageHash cursorAfter } } } }`,
    toVariables: ({ run, first }) => ({ run, first }),
    rows: ['run', 'pages', 'nodes'],
  },
  quarantine: {
    parameters: ['source', 'stream'],
    does: 'what of a stream is in quarantine, and why',
    query: `query Quarantine($source: ID!, $first: Int!) { source(name: $source) { name streams { name quarantine(first: $first) {
      nodes { key issues { field reason } count firstSeenAt lastSeenAt pageHash position } } } } }`,
    toVariables: ({ source, first }) => ({ source, first }),
    rows: ['source', 'streams', 'quarantine', 'nodes'],
  },
  drift: {
    parameters: ['source', 'stream'],
    does: 'how what the source sends has changed',
    query: `query Drift($source: ID!, $first: Int!) { source(name: $source) { name streams { name drifts(first: $first) {
      at kind path detail pageHash } } } }`,
    toVariables: ({ source, first }) => ({ source, first }),
    rows: ['source', 'streams', 'drifts'],
  },
  check: {
    parameters: ['source'],
    does: 'asks a source whether it can be reached, logged in at and read',
    query: `query Check($source: ID!) { check(source: $source) { of name ok advice } }`,
    toVariables: ({ source }) => ({ source }),
    rows: ['check'],
  },
  sync: {
    parameters: ['source', 'stream'],
    does: 'has a stream read (--mode INCREMENTAL, FULL, RECONCILE, SLICE --key KEY or --since V --until V, REPLAY --from RUN) and follows the run',
    query: `mutation Sync($input: StartSyncInput!) { startSync(input: $input) { run { id state } } }`,
    toVariables: ({ source, stream, commandId, mode, fromRun, key, since, until }) => ({
      input: { source, stream, commandId, mode, fromRun, key, since, until },
    }),
    rows: ['startSync', 'run'],
    isFollowed: true,
  },
  release: {
    parameters: ['source', 'stream'],
    does: 'tries what is in quarantine again',
    query: `mutation Release($input: ReleaseQuarantineInput!) { releaseQuarantine(input: $input) { replayed failed } }`,
    toVariables: ({ source, stream, commandId }) => ({ input: { source, stream, commandId } }),
    rows: ['releaseQuarantine'],
  },
  brake: {
    parameters: ['source', 'stream'],
    does: 'what the last run of a stream was about to do when it was stopped',
    query: `query Brake($source: ID!) { source(name: $source) { name streams { name brake {
      kind count total runId at sample } } } }`,
    toVariables: ({ source }) => ({ source }),
    rows: ['source', 'streams', 'brake'],
  },
  'release-brake': {
    parameters: ['source', 'stream'],
    does: 'lets that run do it, and follows it',
    query: `mutation ReleaseBrake($input: ReleaseBrakeInput!) { releaseBrake(input: $input) { run { id state } } }`,
    toVariables: ({ source, stream, commandId }) => ({ input: { source, stream, commandId } }),
    rows: ['releaseBrake', 'run'],
    isFollowed: true,
  },
  'refuse-brake': {
    parameters: ['source', 'stream'],
    does: 'drops it; the stream is read again',
    query: `mutation RefuseBrake($input: RefuseBrakeInput!) { refuseBrake(input: $input) { source stream } }`,
    toVariables: ({ source, stream, commandId }) => ({ input: { source, stream, commandId } }),
    rows: ['refuseBrake'],
  },
  queues: {
    parameters: [],
    does: 'how full the queues are, and since when the oldest job waits',
    query: `{ queues { name waiting active delayed failed oldestWaitingAt } }`,
    toVariables: () => ({}),
    rows: ['queues'],
  },
  'dead-letters': {
    parameters: [],
    does: 'duties that failed for good',
    query: `query Letters($first: Int!) { deadLetters(first: $first) { id reason firstAt lastAt count } }`,
    toVariables: ({ first }) => ({ first }),
    rows: ['deadLetters'],
  },
  redrive: {
    parameters: ['id'],
    does: 'has one of them done again',
    query: `mutation Redrive($input: RedriveDeadLetterInput!) { redriveDeadLetter(input: $input) { id reason } }`,
    toVariables: ({ id, commandId }) => ({ input: { id, commandId } }),
    rows: ['redriveDeadLetter'],
  },
  acts: {
    parameters: [],
    does: 'what operators did',
    query: `query Acts($first: Int!) { operatorActs(first: $first) { at act actor input } }`,
    toVariables: ({ first }) => ({ first }),
    rows: ['operatorActs'],
  },
};

/** The commands, a line each. */
export const hubCommandUsage = Object.entries(hubCommandLines)
  .map(([name, { parameters, does }]) => {
    const shown = [name, ...parameters.map((one) => one.toUpperCase())].join(' ');
    return `  ${shown.padEnd(28)} ${does}`;
  })
  .join('\n');
