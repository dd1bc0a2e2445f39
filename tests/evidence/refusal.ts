/** What a call refuses with, as `CODE: message`; `accepted` where it does not refuse. Anything but a HubError is a bug and passes on. */
import { HubError } from '../../src/errors.js';

export function toRefusal(call: () => unknown): string {
  try {
    call();
    return 'accepted';
  } catch (thrown) {
    return describeRefusal(thrown);
  }
}

/** The same for a promise. */
export async function toRejection(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'accepted', describeRefusal);
}

function describeRefusal(thrown: unknown): string {
  if (thrown instanceof HubError) return `${thrown.code}: ${thrown.message}`;
  throw thrown;
}
