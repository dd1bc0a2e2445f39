/** The source newsource under the kit. */
import { parseMisbehaviour } from '../../simulators/misbehave.js';
import { makeEntry } from '../../simulators/newsource/sample.js';
import { startNewsource } from '../../simulators/newsource/server.js';
import { newsource } from '../../src/connectors/newsource/index.js';
import { httpWeather, type KitSource } from './kit-source.js';

const credentials = { username: 'kit', password: 'a password of the kit' };

export const newsourceKit: KitSource = {
  connector: newsource,
  stream: 'items',
  async start(items) {
    const entries = items.map(({ n, second }) => makeEntry(n, second));
    const listening = { host: '127.0.0.1', port: 0, control: false };
    const source = await startNewsource({ entries, credentials, ...listening });
    return {
      settings: (pageSize) => newsource.settings.parse({ url: source.url, ...credentials, pageSize }),
      misbehave: (...specs) => source.misbehave(specs.map(parseMisbehaviour)),
      close: () => source.close(),
    };
  },
  wrong: (settings) => [
    ['dns', { ...settings, url: 'http://no-such-host.invalid:1' }],
    ['auth', { ...settings, password: 'not-the-password' }],
  ],
  weather: httpWeather,
  // Other ways it writes the same item, such as another form of a time; none is known yet.
  spellings: [],
};
