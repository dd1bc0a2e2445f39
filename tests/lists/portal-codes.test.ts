import { describe, expect, test } from '@jest/globals';
import { toChannel, toChannelCode, toStatus, toStatusCode } from '../../src/lists/portal-codes.js';

describe('portal codes', () => {
  test.each([
    [1, 'REGISTERED'],
    [4, 'PROCESSING'],
    [5, 'SUPPLEMENT_REQUESTED'],
    [9, 'COMPLETED'],
    [10, 'RETURNED'],
  ] as const)('status %s is %s and back', (code, status) => {
    expect(toStatus(code)).toBe(status);
    expect(toStatusCode(status)).toBe(code);
  });

  test.each([
    [1, 'IN_PERSON'],
    [2, 'ONLINE'],
    [3, 'POST'],
  ] as const)('channel %s is %s and back', (code, channel) => {
    expect(toChannel(code)).toBe(channel);
    expect(toChannelCode(channel)).toBe(code);
  });

  test.each([0, -1, 11, 99, 1.5])('code %s, which is in no list, has no word', (code) => {
    expect(toStatus(code)).toBeNull();
    expect(toChannel(code)).toBeNull();
  });
});
