/**
 * `npm run bench:office`: how fast messages of the axis are read and written, and what a file of fifty megabytes costs in memory, beside a general XML library
 * doing the same work on the same bytes. Speed is measured in turns, in one run; memory in a process each (office-memory.ts).
 */
import { spawnSync } from 'node:child_process';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { readEdxml } from '../src/connectors/office/edxml/read.js';
import { toEdxml } from '../src/connectors/office/edxml/write.js';
import { printRate, toPercentile } from './measure.js';
import { makeTexts, readByLibrary } from './office-library.js';

const rounds = 5;
const texts = makeTexts(1_000);
const messages = texts.map((text) => {
  const bytes = Buffer.from(text);
  const { header, trace, manifest } = readEdxml(bytes).message;
  const tree = new XMLParser({ ignoreAttributes: false }).parse(text) as object;
  return { bytes, draft: { header, trace, manifest, attachments: [] }, tree };
});
// eslint-disable-next-line @typescript-eslint/no-deprecated -- its own successor is another package; for a comparison it does
const builder = new XMLBuilder({ ignoreAttributes: false });

type Message = (typeof messages)[number];

/** Each kind of work by both; what is made must not be empty. */
const works: Readonly<Record<string, (message: Message) => { length: number }>> = {
  'read, ours': ({ bytes }) => readEdxml(bytes).message.header.DocumentId,
  'read, fast-xml-parser': ({ bytes }) => readByLibrary(bytes.toString('utf8')).id,
  'written, ours': ({ draft }) => toEdxml(draft),
  'written, fast-xml-parser': ({ tree }) => Buffer.from(builder.build(tree)),
};

/** Does one kind of work on all messages. @returns how many a second */
function measure(label: string, work: (message: Message) => { length: number }): number {
  const startedAtMs = performance.now();
  const lengths = messages.map((message) => work(message).length);
  const rate = printRate(label, messages.length, performance.now() - startedAtMs);
  if (lengths.includes(0)) throw new Error(`${label}: nothing came of a message`);
  return rate;
}

const rates = new Map<string, number[]>();
for (let round = 0; round < rounds; round += 1)
  for (const [label, work] of Object.entries(works))
    rates.set(label, [...(rates.get(label) ?? []), measure(label, work)]);
for (const what of ['read', 'written']) {
  const median = (who: string): number => toPercentile(rates.get(`${what}, ${who}`) ?? [], 0.5);
  console.log(
    `ratio to fast-xml-parser, ${what}: ${(median('ours') / median('fast-xml-parser')).toFixed(2)}`,
  );
}
for (const who of ['ours', 'library'])
  spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', 'bench/office-memory.ts', who], {
    stdio: 'inherit',
  });
