/** The inputs of the exchange's mutations → commands of the caller: who gives them, for which agency, under which id. */
import type { Attachment, CommandBodies, CommandOf, CommandType, Paper } from '../../dossiers/command.js';
import { commandIdPattern, toCommandKey } from '../../dossiers/command.js';
import { toInstantText } from '../../dossiers/instants.js';
import { HubError } from '../../errors.js';
import type { Principal } from '../../principal.js';

/** What every input says. */
export interface CommandInput {
  commandId: string;
  expectedEpoch?: number | null;
  claimedAt?: Date | null;
}

/** What people write in an input. */
interface Words {
  note?: string | null;
  reason?: string | null;
  papers?: readonly Paper[] | null;
}

const mostCharacters = 4_000;
const mostPapers = 50;
const hashShape = /^[0-9a-f]{64}$/;

/** A command of the caller. @throws HubError naming the field; FORBIDDEN for a caller who acts for no agency. */
export function toCommand<Type extends CommandType>(
  { type, dossier, body }: { type: Type; dossier: string; body: CommandBodies[Type] },
  input: CommandInput & Words,
  principal: Principal | null,
): CommandOf<Type> {
  const { agency, sub } = requireOfficer(principal);
  return {
    type,
    dossier,
    body,
    agency,
    actor: sub,
    command: toCommandKey(sub, toCommandId(input.commandId)),
    claimedAt: input.claimedAt == null ? null : toInstantText(input.claimedAt),
    expectedEpoch: input.expectedEpoch ?? null,
    attachment: toAttachment(input),
  };
}

/** A command id a client made. @throws HubError BAD_INPUT naming it. */
export function toCommandId(commandId: string): string {
  if (commandIdPattern.test(commandId)) return commandId;
  throw new HubError(
    'BAD_INPUT',
    'commandId: expected 1 to 64 letters, digits and . _ -, made anew for each command (a UUID will do)',
  );
}

/** The agency a caller acts for. @throws HubError UNAUTHENTICATED, FORBIDDEN for a caller who acts for none */
export function requireOfficer(principal: Principal | null): { agency: string; sub: string } {
  if (principal === null)
    throw new HubError('UNAUTHENTICATED', 'commands need a token; send it as authorization: Bearer …');
  const { agency, sub } = principal;
  if (agency !== null) return { agency, sub };
  throw new HubError(
    'FORBIDDEN',
    'commands are given for an agency, and the caller acts for none; use the token of an officer or a system',
  );
}

function toAttachment({ note, reason, papers }: Words): Attachment | null {
  const text = note ?? reason ?? null;
  const field = note == null ? 'reason' : 'note';
  if (text !== null && text.length > mostCharacters) {
    throw new HubError(
      'BAD_INPUT',
      `${field}: expected at most ${mostCharacters} characters, got ${text.length}`,
    );
  }
  const given = papers ?? [];
  given.forEach(requirePaper);
  if (given.length > mostPapers) {
    throw new HubError('BAD_INPUT', `papers: expected at most ${mostPapers}, got ${given.length}`);
  }
  if (text === null && given.length === 0) return null;
  return {
    note: text === null ? null : text.normalize('NFC'),
    papers: given.map(({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256 })),
  };
}

function requirePaper({ sha256, sizeBytes }: Paper, index: number): void {
  if (!hashShape.test(sha256))
    throw new HubError('BAD_INPUT', `papers.${index}.sha256: expected 64 lower-case hexadecimal digits`);
  if (sizeBytes < 1)
    throw new HubError('BAD_INPUT', `papers.${index}.sizeBytes: expected at least 1, got ${sizeBytes}`);
}
