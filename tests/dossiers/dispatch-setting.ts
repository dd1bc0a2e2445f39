/** Dispatches over a real store, an axis in memory and a queue that only notes. */
import { officeAgencies } from '../../demo/documents.js';
import type { Axis } from '../../simulators/office/axis.js';
import { writeDispatch } from '../../src/delivery/dispatch-message.js';
import type { DispatchCommand, DocumentDraft } from '../../src/dossiers/dispatches/command.js';
import { foldDispatch, type FoldedDispatch } from '../../src/dossiers/dispatches/dispatch-state.js';
import type { GoOutParts } from '../../src/dossiers/dispatches/go-out.js';
import type { MatchParts } from '../../src/dossiers/dispatches/match-answers.js';
import { HubError } from '../../src/errors.js';
import { makePapers } from '../../src/store/papers.js';
import { makeSampleAxis } from '../simulators/office/sample.js';
import { makeSampleDirectory, openExchange, type ExchangeSetting } from './exchange-setting.js';

export const [issuer, receiver, other] = ['000.00.03.H31', '000.00.31.H31', '000.00.00.H31'] as const;
export const documentId = `${issuer},2018/03/05,7/STP-VP`;

export const draft: DocumentDraft = {
  ...{ number: '7', notation: 'STP-VP', issuedOn: '2018-03-05', issuedPlace: 'Hưng Yên', kindCode: '1' },
  ...{
    kindName: 'Công văn',
    subject: 'V/v thử gửi & nhận',
    summary: null,
    priorityCode: 1,
    dueOn: '2018-03-12',
  },
  signer: { fullName: 'Nguyễn Văn Thử', position: 'Giám đốc', competence: null },
  ...{ answers: [`${receiver},2018/03/01,3/UBND-VP`], dossierCodes: ['H-1'], isPaper: true, recall: null },
  ...{ papers: [], paperDossier: null },
};

/** The command to send it, or something else. */
export function command(
  id: string,
  change: Partial<Extract<DispatchCommand, { type: 'SEND' }>> = {},
): DispatchCommand {
  return {
    ...{ type: 'SEND', command: `officer ${id}`, dossier: `dsp_${id}`, agency: issuer, actor: 'officer' },
    ...{ claimedAt: null, attachment: draft },
    body: { documentId, receivers: [receiver], statusCode: null, business: '0' },
    ...change,
  };
}

/** What a test works with. */
export interface DispatchSetting extends Pick<ExchangeSetting, 'seal' | 'deadLetters' | 'wait' | 'close'> {
  axis: Axis;
  parts: GoOutParts & MatchParts;
  /** Duties as they were queued: dispatch and round. */
  queued: string[];
  /** What the axis answers with instead of taking a message; null while it is well. */
  weather: { fault: Error | null };
  read(id: string): Promise<FoldedDispatch | null>;
  typesOf(id: string): Promise<string[]>;
}

/** Opens one. */
export async function openDispatches(): Promise<DispatchSetting> {
  const exchange = await openExchange(makeSampleDirectory(officeAgencies));
  const axis = makeSampleAxis();
  const queued: string[] = [];
  const weather: DispatchSetting['weather'] = { fault: null };
  const { dispatches, deadLetters, connection } = exchange;
  const papers = makePapers(connection);
  const own = { ...exchange.parts, store: { ...exchange.parts.store, dispatches } };
  const parts: DispatchSetting['parts'] = {
    ...own,
    deadLetters,
    isOnAxis: (agency) => axis.agencies().some(({ organId }) => organId === agency),
    queueDispatch: ({ dispatch, round }) => {
      queued.push(`${dispatch} ${round}`);
      return Promise.resolve();
    },
    writeMessage: (event) => writeDispatch(event, { ...own, papers, nameOf: () => 'Tên' }),
    send: (message) => send(message),
    findStatuses: () => Promise.resolve([]),
  };

  async function send(message: Uint8Array): Promise<string> {
    await Promise.resolve();
    if (weather.fault !== null) throw weather.fault;
    try {
      return axis.send(Buffer.from(message).toString(), exchange.clock.now).id;
    } catch (refusal) {
      throw new HubError('SOURCE_REJECTED', (refusal as Error).message);
    }
  }
  const coresOf = async (id: string) =>
    (await own.store.events.findByDossier(`dsp_${id}`)).map(({ core }) => core);
  return {
    ...{ ...exchange, axis, parts, queued, weather },
    read: async (id) => foldDispatch(await coresOf(id)),
    typesOf: async (id) => (await coresOf(id)).map(({ type }) => type),
  };
}
