/** The axis of the e-office under the kit: its documents. */
import type { DemoDocument } from '../../demo/document.js';
import { toMessage } from '../../simulators/office/demo-axis.js';
import { parseMisbehaviour } from '../../simulators/misbehave.js';
import { office } from '../../src/connectors/office/index.js';
import {
  credentials,
  makeSampleAxis,
  makeSampleDocument,
  sampleBegin,
  startSampleAxis,
} from '../simulators/office/sample.js';
import { httpWeather, type KitItem, type KitSource } from './kit-source.js';

function toDocument({ n, second }: KitItem): DemoDocument {
  return makeSampleDocument(n, { sentAt: new Date(sampleBegin.getTime() + second * 1_000) });
}

export const officeKit: KitSource = {
  connector: office,
  stream: 'documents',
  async start(items) {
    const axis = makeSampleAxis();
    for (const item of items) axis.put(toMessage(toDocument(item)));
    const source = await startSampleAxis(axis);
    return {
      settings: (pageSize) => office.settings.parse({ url: source.url, ...credentials, pageSize }),
      misbehave: (...specs) => source.misbehave(specs.map(parseMisbehaviour)),
      close: () => source.close(),
    };
  },
  wrong: (settings) => [
    ['dns', { ...settings, url: 'http://no-such-host.invalid:1' }],
    ['auth', { ...settings, password: 'not-the-password' }],
  ],
  weather: httpWeather,
  spellings: [withSlashedDays],
};

/** A message with its days as older systems write them. */
function withSlashedDays(item: Record<string, unknown>): Record<string, unknown> {
  const header = structuredClone(item['MessageHeader']) as { PromulgationInfo: { PromulgationDate: string } };
  const { PromulgationInfo: info } = header;
  info.PromulgationDate = info.PromulgationDate.split('/').toReversed().join('/');
  return { ...item, MessageHeader: header };
}
