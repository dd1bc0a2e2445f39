/** The documents of the demonstration: the same every time, from every agency, with what real ones have. */
import { describe, expect, test } from '@jest/globals';
import { toStatuses } from '../../demo/document-life.js';
import { demoDocuments, documentsOfDay, officeAgencies } from '../../demo/documents.js';
import { demoCalendar } from '../../demo/moment.js';

const documents = [...demoDocuments()];
const statuses = documents.flatMap(toStatuses);
const share = (count: number): number => count / documents.length;

test('come out the same every time, a day without the others', () => {
  const [day] = ['2018-03-15'];
  expect(documentsOfDay(day)).toEqual(documents.filter(({ issuedOn }) => issuedOn === day));
});

test('are sent by every department and every district, and received by every one', () => {
  const codes = officeAgencies.map(({ code }) => code).sort();
  expect(codes).toHaveLength(31);
  expect([...new Set(documents.map(({ issuer }) => issuer))].sort()).toEqual(codes);
  expect([...new Set(documents.flatMap(({ receivers }) => receivers))].sort()).toEqual(codes);
});

test('have ids of their own, each document one', () => {
  expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
  const own = documents.filter(({ business }) => business === 'NEW' || business === 'REPLACE');
  const ids = own.map(({ issuer, issuedOn, number, notation }) =>
    [issuer, issuedOn, number, notation].join(),
  );
  expect(new Set(ids).size).toBe(own.length);
});

describe('have what real ones have', () => {
  test.each<[string, number, number]>([
    ['a deadline', share(documents.filter(({ dueOn }) => dueOn !== null).length), 0.2],
    ['a dossier', share(documents.filter(({ dossier }) => dossier !== null).length), 0.25],
    ['another document they answer', share(documents.filter(({ answers }) => answers !== null).length), 0.03],
    ['a recall', share(documents.filter(({ business }) => business === 'RECALL').length), 0.01],
    [
      'a document they replace',
      share(documents.filter(({ business }) => business === 'REPLACE').length),
      0.005,
    ],
    ['a fault', share(documents.filter(({ defect }) => defect !== null).length), 0.02],
  ])('%s', (_, found, least) => {
    expect(found).toBeGreaterThan(least);
    expect(found).toBeLessThan(0.6);
  });

  test('late handling, refusals, and answers to recalls both ways', () => {
    const dueAt = new Map(
      documents.flatMap(({ id, dueOn }) =>
        dueOn === null ? [] : [[id, demoCalendar.closingAt(dueOn)] as const],
      ),
    );
    const late = statuses.filter(({ id, code, at }) => {
      const due = dueAt.get(id.split('-').slice(0, 2).join('-'));
      return code === '06' && due !== undefined && at > due;
    });
    expect(late.length).toBeGreaterThan(10);
    const codes = new Set(statuses.map(({ code }) => code));
    expect([...codes].sort()).toEqual(['01', '02', '03', '04', '05', '06', '15', '16']);
  });

  test('statuses come after what they tell of, each receiver’s in order', () => {
    const sentAt = new Map(documents.map(({ id, sentAt: at }) => [id, at]));
    for (const document of documents) {
      for (const receiver of document.receivers) {
        const own = toStatuses(document).filter(({ from }) => from === receiver);
        const times = [sentAt.get(document.id) ?? new Date(0), ...own.map(({ at }) => at)].map(Number);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }
    }
  });
});
