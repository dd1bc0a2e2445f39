/**
 * The desk of an agency without network: a folder with its key, what it took from the hub, and what it answers. Every file is
 * written once under the id of what it holds, so that a bundle taken twice is taken once.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { toRfc3339 } from '../../calendar/local-time.js';
import {
  inboxBundleShape,
  outcomeBundleShape,
  type AnswerBundle,
  type InboxBundle,
  type Outcome,
} from '../../delivery/bundle-shapes.js';
import { HubError } from '../../errors.js';
import { readBundleFile, toBundleFile } from '../../evidence/bundle-file.js';
import { sha256Hex } from '../../evidence/canonical.js';
import { filled, readJson } from '../../evidence/fields.js';
import { addSigningKey } from '../../evidence/key-changes.js';
import { publishedKeysShape } from '../../evidence/key-file.js';
import {
  pickSigningKey,
  readSigningKeys,
  toPublishedKey,
  type PublishedKey,
  type SigningKey,
} from '../../evidence/keys.js';
import { signBody } from '../../evidence/signed-body.js';

const settingsShape = z.strictObject({ node: filled, hub: filled, hubKeys: publishedKeysShape });

type Settings = z.infer<typeof settingsShape>;

/** What a desk answers, as /exchange/answers takes it. */
export type DeskAnswer = Record<string, string | null>;

/** The folders of a desk. */
const places = ['inbox', 'papers', 'answers', 'outcomes'] as const;

type Place = (typeof places)[number];

/**
 * Makes a desk with a key of its own. @returns the public half, to be entered in the hub's file of nodes.
 * @throws HubError CONFLICT where the folder has one.
 */
export function makeDesk(folder: string, settings: Settings, now: Date): PublishedKey {
  if (existsSync(join(folder, 'desk.json')))
    throw new HubError('CONFLICT', `${folder} is a desk already; its key and papers are in there`);
  for (const place of places) mkdirSync(join(folder, place), { recursive: true });
  writeFileSync(join(folder, 'keys.json'), addSigningKey(null, now), { mode: 0o600 });
  writeJson(join(folder, 'desk.json'), settings);
  return toPublishedKey(getKey(folder, now));
}

/**
 * Takes a file of the hub. @returns what it held, in a line
 * @throws HubError BAD_INPUT for a file that is altered, for another node, or signed with a key the desk does not know.
 */
export async function takeFile(folder: string, text: string, now: Date): Promise<string> {
  const settings = getSettings(folder);
  const { to, id, body } = await readBundleFile(text, { keys: settings.hubKeys, now });
  if (to !== settings.node) throw new HubError('BAD_INPUT', `expected a bundle for ${settings.node}`);
  const { kind } = readJson(body, z.looseObject({ kind: z.enum(['INBOX', 'OUTCOMES']) }), 'the bundle');
  if (kind === 'OUTCOMES') {
    const { outcomes } = readJson(body, outcomeBundleShape, 'the bundle');
    writeJson(join(folder, 'outcomes', `${id}.json`), outcomes);
    const refused = outcomes.filter(({ code }) => code !== null);
    return [
      `${outcomes.length - refused.length} done, ${refused.length} refused`,
      ...refused.map(({ of, reason }) => `  ${of}: ${reason ?? ''}`),
    ].join('\n');
  }
  return takeInbox(folder, readJson(body, inboxBundleShape, 'the bundle'), { settings, now });
}

async function takeInbox(
  folder: string,
  bundle: InboxBundle,
  { settings, now }: { settings: Settings; now: Date },
): Promise<string> {
  const key = getKey(folder, now);
  writeJson(join(folder, 'desk.json'), { ...settings, hubKeys: bundle.hubKeys });
  for (const { sha256, body } of bundle.papers) {
    const bytes = Buffer.from(body, 'base64');
    if (sha256Hex(bytes) !== sha256)
      throw new HubError('BAD_INPUT', `papers: the bytes of ${sha256} have another hash`);
    writeFileSync(join(folder, 'papers', sha256), bytes);
  }
  let fresh = 0;
  for (const { message, body } of bundle.messages) {
    const file = join(folder, 'inbox', `${message}.json`);
    if (existsSync(file)) continue;
    const bytes = Buffer.from(body, 'base64');
    const address = { to: settings.hub, id: message, at: toRfc3339(now) };
    const receipt = await signBody(bytes, key, address);
    writeJson(file, { message, receipt, content: JSON.parse(bytes.toString('utf8')) as unknown });
    fresh += 1;
  }
  const more = bundle.left === 0 ? '' : `; ${bundle.left} did not fit, fetch another bundle`;
  return `${fresh} new of ${bundle.messages.length} messages, ${bundle.papers.length} papers${more}`;
}

/** Notes an answer; it goes out with every bundle until the hub has said what became of it. */
export function noteAnswer(folder: string, answer: DeskAnswer, now: Date): string {
  getSettings(folder);
  const count = readdirSync(join(folder, 'answers')).length + 1;
  const commandId = `desk-${String(count).padStart(6, '0')}-${now.getTime().toString(36)}`;
  writeJson(join(folder, 'answers', `${commandId}.json`), {
    ...{ commandId, claimedAt: toRfc3339(now) },
    ...answer,
  });
  return commandId;
}

/** Makes the file of everything the hub has not confirmed yet. */
export async function makeFile(folder: string, now: Date): Promise<string> {
  const { node, hub } = getSettings(folder);
  const confirmed = new Set(
    readAll<Outcome[]>(folder, 'outcomes').flatMap((outcomes) => outcomes.map(({ of }) => of)),
  );
  const taken = readAll<{ message: string; receipt: string }>(folder, 'inbox');
  const answers = readAll<DeskAnswer>(folder, 'answers');
  const bundle = `answers-${node}-${now.getTime().toString(36)}`;
  const body: AnswerBundle = {
    kind: 'ANSWERS',
    ...{ bundle, node },
    acknowledgements: taken
      .filter(({ message }) => !confirmed.has(message))
      .map(({ message, receipt }) => ({ message, receipt })),
    answers: answers.filter(({ commandId }) => !confirmed.has(commandId ?? '')),
  };
  return toBundleFile(body, getKey(folder, now), { to: hub, id: bundle, at: toRfc3339(now) });
}

function getSettings(folder: string): Settings {
  const file = join(folder, 'desk.json');
  if (!existsSync(file)) throw new HubError('NOT_FOUND', `${folder} is no desk; make one with: init`);
  return readJson(readFileSync(file, 'utf8'), settingsShape, 'desk.json');
}

function getKey(folder: string, now: Date): SigningKey {
  return pickSigningKey(readSigningKeys(readFileSync(join(folder, 'keys.json'), 'utf8')), now);
}

/** Every file of a place, in the order of their names. */
function readAll<Content>(folder: string, place: Place): Content[] {
  return readdirSync(join(folder, place))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, place, name), 'utf8')) as Content);
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}
