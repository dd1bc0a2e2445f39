/** Structured logs: one JSON line per event, secrets and personal fields redacted in one place. */
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/** A logger; `child` adds fields such as requestId or traceId to every line. */
export type Logger = PinoLogger;

/** Fields that never reach a log line, at the top or one level down. */
const redactedFields = [
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
];

/** Makes the logger of one process; `level` as pino knows it, `silent` in tests; lines go to the standard output. */
export function makeLogger(
  process: string,
  level: string,
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options = {
    level,
    base: { process },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: redactedFields.flatMap((field) => [field, `*.${field}`, `*.headers.${field}`]),
      censor: '[redacted]',
    },
  };
  return pino(options, destination);
}
