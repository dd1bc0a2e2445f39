/**
 * The one error type of the hub and the closed table of its codes. Everything else that is thrown is a bug:
 * the gateway masks it and logs it under the request's id.
 */

/** Every code a client can meet in `extensions.code`, with what it means for the one who meets it. */
export const errorCodes = {
  UNAUTHENTICATED: 'no valid token or API key came with the request',
  FORBIDDEN: 'the caller is known but lacks the scope',
  BAD_INPUT: 'an argument or a setting is wrong; the message names it',
  NOT_FOUND: 'what a command refers to does not exist',
  CONFLICT: 'the same command came with another body, or the state moved on',
  SOURCE_UNAVAILABLE: 'a source did not answer; asking again later may help',
  SOURCE_REJECTED: 'a source understood and refused',
  SOURCE_INVALID: "a source's answer broke its contract",
  RATE_LIMITED: 'too many requests; slow down',
  INTERNAL: 'a fault of the hub itself',
} as const;

/** One of the closed table of codes. */
export type ErrorCode = keyof typeof errorCodes;

/** What an error may carry beside its code and message. */
export interface HubErrorDetail {
  /** Name of the outside system the error came from, such as `onestop`. */
  source?: string;
  /** How long to wait before asking again, when the other side said so. */
  retryAfterMs?: number;
  cause?: unknown;
}

/**
 * An error raised on purpose. Its message says what was expected, what came and what to do, and never holds
 * personal data: it may be shown to anybody.
 */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly source: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, detail: HubErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'HubError';
    this.code = code;
    this.source = detail.source;
    this.retryAfterMs = detail.retryAfterMs;
  }
}

/** The message of anything thrown, for a log line or a report to an operator. */
export function toMessage(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
