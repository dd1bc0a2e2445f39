/** Log lines: what they say, and what never reaches them. */
import { describe, expect, test } from '@jest/globals';
import { makeLogger, type Logger } from '../src/logger.js';

function capture(level: string): { log: Logger; lines(): Record<string, unknown>[] } {
  const written: string[] = [];
  const log = makeLogger('test', level, { write: (line) => void written.push(line) });
  return { log, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('a log line', () => {
  test('is one JSON object with process, time and the fields of its child', () => {
    const { log, lines } = capture('info');
    log.child({ requestId: 'r1' }).info({ durationMs: 3 }, 'done');
    const [line] = lines();
    expect(line).toMatchObject({ process: 'test', requestId: 'r1', durationMs: 3, msg: 'done' });
    expect(new Date(String(line?.['time'])).toISOString()).toBe(line?.['time']);
  });

  test('below the level is not written', () => {
    const { log, lines } = capture('warn');
    log.info('quiet');
    expect(lines()).toEqual([]);
  });

  test.each([
    'authorization',
    'password',
    'session',
    'token',
    'secret',
    'applicantName',
    'applicant',
    'fullName',
    'identityNumber',
    'phone',
    'email',
    'address',
  ])('never holds %s, at the top or one level down', (field) => {
    const { log, lines } = capture('info');
    log.info({ [field]: 'confidential', inner: { [field]: 'confidential' } }, 'm');
    expect(JSON.stringify(lines())).not.toContain('confidential');
    expect(lines()[0]).toMatchObject({ [field]: '[redacted]', inner: { [field]: '[redacted]' } });
  });

  test('never holds the authorization among the headers of a request', () => {
    const { log, lines } = capture('info');
    log.info({ request: { headers: { authorization: 'confidential' } } }, 'm');
    expect(JSON.stringify(lines())).not.toContain('confidential');
  });
});
