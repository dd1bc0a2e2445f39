/** A province of one district and two communes, with two dozen dossiers, for the questions resolvers must answer. */
import { toDossierRow, type StoredDossier } from '../../src/lists/rows.js';
import type { GivenRows } from '../lists/sample-records.js';
import { makeAgency, makeDossier, makeProcedure, makeUnit } from '../lists/sample-records.js';

const at = (local: string): Date => new Date(`${local}+07:00`);

const units = [
  makeUnit({ code: '33', level: 'PROVINCE', kind: 'PROVINCE', name: 'Tỉnh Thử', validFrom: '1997-01-01' }),
  makeUnit({
    code: '330',
    level: 'DISTRICT',
    kind: 'RURAL_DISTRICT',
    name: 'Huyện Thử',
    parentCode: '33',
    validTo: '2025-06-30',
  }),
  makeUnit({ code: '12001', name: 'Xã Đông', parentCode: '330', validTo: '2025-06-30' }),
  makeUnit({ code: '12002', name: 'Xã Tây', parentCode: '330', validTo: '2025-06-30' }),
  makeUnit({
    code: '12001',
    name: 'Xã Đông Tây',
    parentCode: '33',
    validFrom: '2025-07-01',
    predecessorIds: ['12001@2004-01-01', '12002@2004-01-01'],
  }),
];

const agencies = [
  makeAgency({ code: 'S1', name: 'Sở Tư pháp', level: 'PROVINCE', unitCode: '33', pilotFrom: '2018-01-01' }),
  makeAgency({ code: 'H1', name: 'UBND huyện Thử', level: 'DISTRICT', unitCode: '330', parentCode: 'S1' }),
  makeAgency({
    code: 'X1',
    name: 'UBND xã Đông',
    unitCode: '12001',
    parentCode: 'H1',
    validTo: '2025-06-30',
  }),
];

const procedures = [
  makeProcedure({
    code: 'P1',
    name: 'Khai sinh',
    serviceLevel: 'LEVEL_3',
    timeLimit: { amount: 5, unit: 'WORKING_DAYS' },
  }),
  makeProcedure({
    code: 'P2',
    name: 'Lý lịch tư pháp',
    level: 'PROVINCE',
    agencyCode: 'S1',
    serviceLevel: 'LEVEL_2',
  }),
];

/** The one that is tracked: re-coded, waited for the citizen, handed on once, finished on its due date. */
const tracked = makeDossier('tracked', {
  codes: [
    { value: 'H31.33-180305-0001', issuer: 'portal' },
    { value: '000.01-0001', issuer: 'X1' },
  ],
  statusCode: 9,
  portalStatusCode: 4,
  channelCode: 2,
  receivingAgencyCode: 'X1',
  holderCode: 'H1',
  heldSince: at('2018-03-06T09:00:00'),
  handovers: 1,
  applicantName: 'Nguyễn Văn Thử',
  citizenId: 'cit_1',
  subject: 'Khai sinh cho con',
  receivedAt: at('2018-03-05T08:00:00'),
  dueAt: at('2018-03-14T17:00:00'),
  completedAt: at('2018-03-14T16:00:00'),
  pauses: [
    {
      requestedAt: at('2018-03-06T08:00:00'),
      answeredAt: at('2018-03-08T08:00:00'),
      dueBefore: null,
      dueAfter: null,
    },
  ],
});

/** Of no known agency, procedure, status or channel, without codes or instants. */
const foreign = makeDossier('foreign', {
  codes: [],
  statusCode: 42,
  channelCode: 7,
  procedureCode: 'GONE',
  receivingAgencyCode: 'GONE',
  holderCode: 'GONE',
  receivedAt: null,
});

/** Being processed at the commune's office, due day after day from 2018-06-01. */
const queue = Array.from({ length: 22 }, (_, index) => {
  const day = String(index + 1).padStart(2, '0');
  return makeDossier(`q${day}`, {
    receivingAgencyCode: 'X1',
    holderCode: 'X1',
    receivedAt: at(`2018-05-${day}T08:00:00`),
    dueAt: at(`2018-06-${day}T17:00:00`),
  });
});

/** Everything the store holds. */
export const storedDossiers: readonly StoredDossier[] = [tracked, foreign, ...queue];

/** Everything the listings hold. */
export const provinceRows: GivenRows = {
  units,
  agencies,
  procedures,
  dossiers: storedDossiers.map(toDossierRow),
};
