/** What is wrong with a message of the axis: which element, and what was expected of it. Never what stood in it. */
import { HubError } from '../../../errors.js';

/** A fault of a message. */
export interface EdxmlProblem {
  /** Path of the element from the header on, or `XML` where it is not even that. */
  element: string;
  reason: string;
}

/** The fault as it is thrown. */
export function makeProblem(element: string, reason: string): HubError {
  return new HubError('SOURCE_INVALID', `${element}: ${reason}`);
}

/** The fault of a message that could not be read. @throws whatever else was thrown */
export function toProblem(error: unknown): EdxmlProblem {
  if (!(error instanceof HubError) || error.code !== 'SOURCE_INVALID') throw error;
  const [element = 'XML', ...reason] = error.message.split(': ');
  return { element, reason: reason.join(': ') };
}
