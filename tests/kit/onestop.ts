/** The one-stop under the kit: the dossiers of the district's node. */
import { parseMisbehaviour } from '../../simulators/misbehave.js';
import { onestop } from '../../src/connectors/onestop/index.js';
import { toStamp } from '../../src/connectors/onestop/wire-time.js';
import { credentials } from '../simulators/onestop/client.js';
import { at, dossier, event, startSampleNodes } from '../simulators/onestop/sample-book.js';
import { httpWeather, type KitSource } from './kit-source.js';

const begin = at('03-05 08:00:00');
const standing = '03-20 12:00:00';

/** A moment as the sample book writes it. */
function toMoment(second: number): string {
  const stamp = toStamp(new Date(begin.getTime() + second * 1_000));
  const [month, day, ...time] = stamp.slice(4).match(/../g) ?? [];
  return `${month}-${day} ${time.join(':')}`;
}

/** `20180305080000` as some installations write it: 5/3/2018 08:00:00. */
function toSlashed(value: unknown): unknown {
  const parts = typeof value === 'string' ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(value) : null;
  if (parts === null) return value;
  const [, year, month, day, hour, minute, second] = parts;
  return `${Number(day)}/${Number(month)}/${year} ${hour}:${minute}:${second}`;
}

/** An item with its times so; its stamp of change alone is promised in one form. */
function withSlashedTimes(item: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(item).map(([name, value]) => [
    name,
    name === 'NgayCapNhat' ? value : toSlashed(value),
  ]);
  return Object.fromEntries(fields) as Record<string, unknown>;
}

export const onestopKit: KitSource = {
  connector: onestop,
  stream: 'district-dossiers',
  async start(items) {
    const dossiers = items.map(({ n, second }) => dossier(n, { events: [event(toMoment(second), 2)] }));
    const source = await startSampleNodes(dossiers, standing, { sessionTtlMs: 600_000 });
    return {
      settings: (pageSize) =>
        onestop.settings.parse({ districtUrl: source.urls.district, ...credentials, pageSize }),
      misbehave: (...specs) => source.misbehave('district', specs.map(parseMisbehaviour)),
      close: () => source.close(),
    };
  },
  wrong: (settings) => [
    ['dns', { ...settings, districtUrl: 'http://no-such-host.invalid:1' }],
    ['auth', { ...settings, password: 'not-the-password' }],
  ],
  weather: httpWeather,
  spellings: [withSlashedTimes],
};
