import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvRows } from '../exports/csv.ts';
import { asffFaults } from '../fixtures/schemas/asff.ts';
import { ocsfFaults } from '../fixtures/schemas/ocsf.ts';
import { commandLine } from './command-line.ts';

const { run, json, remove } = commandLine();
afterAll(remove);

const examples = join(import.meta.dirname, '../../examples');
const config = ['--config', join(examples, 'sagewatch.yml')];
const on = (...words: string[]) => run([...words, '--store', 'week.db', ...config]);
const asJson = (...words: string[]) => json(...words, '--store', 'week.db', ...config);

type Member = Record<string, any>;
const ocsf = (...words: string[]): Member[] =>
  on('findings', '--format', 'ocsf', ...words)
    .stdout.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Member);
const asff = (...words: string[]): Member[] =>
  JSON.parse(on('findings', '--format', 'asff', ...words).stdout) as Member[];
const csv = (...words: string[]): Member[] => {
  const [header = [], ...rows] = csvRows(on('findings', '--format', 'csv', ...words).stdout);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index] ?? '', cell])));
};

let open: Member[];
beforeAll(() => {
  const { status, stderr } = run(['replay', join(examples, 'trail'), '--store', 'week.db', ...config]);
  if (status !== 0) throw new Error(stderr);
  open = asJson('findings', '--open');
}, 120_000);

describe('the example week, in every format', () => {
  test.each([[[]], [['--open', '--severity', 'critical']]])(
    '%j: the same findings, in the same order, valid',
    (words) => {
      const wanted = asJson('findings', ...words);
      const ids = wanted.map(({ id }) => id as string);
      expect(ids.length).toBeGreaterThan(0);
      const events = ocsf(...words);
      expect(events.map((event) => event['finding_info'].uid)).toEqual(ids);
      expect(events.flatMap(ocsfFaults)).toEqual([]);
      const findings = asff(...words);
      expect(findings.map((finding) => finding['Id'])).toEqual(ids.map((id) => `sagewatch/${id}`));
      for (let from = 0; from < findings.length; from += 100) {
        expect(asffFaults(findings.slice(from, from + 100))).toEqual([]);
      }
      const items = csv(...words);
      expect(items.map((item) => item['POAM ID'])).toEqual(ids.map((id) => `SW-${id}`));
      // What one format says of a finding, the others say, too.
      for (const [index, { status, waived, severity, resource }] of wanted.entries()) {
        expect(items[index]).toMatchObject({
          Status: waived && status === 'open' ? 'waived' : status,
          Severity: severity,
          'Asset Identifier': resource.arn,
        });
        expect(events[index]?.['activity_name'] === 'Close').toBe(status === 'resolved');
        expect(findings[index]?.['RecordState']).toBe(status === 'resolved' ? 'ARCHIVED' : 'ACTIVE');
        expect(findings[index]?.['ProductFields']['sagewatch/Waived']).toBe(String(waived));
      }
    },
    60_000,
  );
  test('nothing found is an empty list, and still a table', () => {
    const none = ['--resource', 'no-such'];
    expect([ocsf(...none), asff(...none), csv(...none)]).toEqual([[], [], []]);
  });
  test('a byte order mark, a Region for all', () => {
    expect(on('findings', '--format', 'csv', '--bom').stdout).toMatch(/^\ufeff"POAM ID",/);
    expect(on('findings', '--format', 'csv').stdout).toMatch(/^"POAM ID",/);
    const products = asff('--import-region', 'eu-west-1').map(({ ProductArn }) => (ProductArn as string).split(':')[3]);
    expect([...new Set(products)]).toEqual(['eu-west-1']);
  });
});

test('a link is shown wherever its finding is, until it is taken away', () => {
  const [{ id, dueAt: before }, { id: other }] = open as [Member, Member];
  const link = ['link', (id as string).slice(0, 8)];
  expect(asJson(...link, '--ticket', 'SEC-12', '--assignee', 'carol', '--due', '2999-12-01')).toEqual([
    {
      type: 'link',
      findingId: id,
      linked: true,
      ticket: 'SEC-12',
      assignee: 'carol',
      dueAt: '2999-12-01T23:59:59.999Z',
      overdue: false,
    },
  ]);
  const shown = { ticket: 'SEC-12', assignee: 'carol', dueAt: '2999-12-01T23:59:59.999Z', overdue: false };
  const listed = asJson('findings', '--open');
  expect(listed.find((finding) => finding['id'] === id)).toMatchObject(shown);
  expect(listed.find((finding) => finding['id'] === other)).not.toHaveProperty('ticket');
  expect(asJson('show', id as string)[0]).toMatchObject(shown);
  expect(on('show', id as string).stdout).toMatch(
    /To be mended\n {2}Ticket SEC-12\n {2}Assignee carol\n {2}Due 2999-12-01 23:59:59Z\n/,
  );
  const [header = '', ...rows] = on('findings', '--open').stdout.split('\n');
  expect(header).toMatch(/Ticket +Assignee +Due +By/);
  expect(rows.find((row) => row.startsWith((id as string).slice(0, 8)))).toMatch(/SEC-12 +carol +2999-12-01 /);
  expect(ocsf('--open').find((event) => event['finding_info'].uid === id)).toMatchObject({
    status: expect.stringMatching(/In Progress|Suppressed/) as string,
    assignee: { name: 'carol' },
    tickets: [{ uid: 'SEC-12' }],
    unmapped: { due_time: '2999-12-01T23:59:59.999Z', due_agreed: true },
  });
  expect(
    asff('--open').find((finding) => finding['Id'] === `sagewatch/${id as string}`)?.['ProductFields'],
  ).toMatchObject({
    'sagewatch/Ticket': 'SEC-12',
    'sagewatch/Assignee': 'carol',
    'sagewatch/DueAt': '2999-12-01T23:59:59.999Z',
  });
  expect(csv('--open').find((item) => item['POAM ID'] === `SW-${id as string}`)).toMatchObject({
    Ticket: 'SEC-12',
    'Point of Contact': 'carol',
    'Scheduled Completion Date': '2999-12-01',
  });
  // What is not given stays.
  expect(asJson(...link, '--assignee', 'dave')[0]).toMatchObject({ ticket: 'SEC-12', assignee: 'dave' });
  expect(on(...link, '--ticket', 'SEC-13').stdout).toMatch(/^linked .*\n {2}Ticket SEC-13\n {2}Assignee dave\n/);
  expect(asJson(...link, '--remove')).toEqual([
    { type: 'link', findingId: id, linked: false, dueAt: before, overdue: expect.any(Boolean) as boolean },
  ]);
  expect(on('findings', '--open').stdout.split('\n')[0]).not.toContain('Ticket');
  expect(asJson('show', id as string)[0]).not.toHaveProperty('ticket');
}, 120_000);

test('asked for wrongly, it says in a line what is wrong', () => {
  const id = open[0]?.['id'] as string;
  const wrong: [string[], string][] = [
    [['link'], 'missing required argument'],
    [['link', id], 'give --ticket, --assignee or --due, or --remove'],
    [['link', 'ffffffff', '--ticket', 'a'], 'no finding has this id'],
    [['link', id, '--ticket', ' '], '--ticket must say something'],
    [['link', id, '--assignee', ''], '--assignee must say something'],
    [['link', id, '--ticket', 'x'.repeat(201)], 'at most 200 characters'],
    [['link', id, '--ticket', 'SEC\u202e21-'], 'cannot be seen'],
    [['link', id, '--due', 'soon'], 'is no date'],
    [['link', id, '--due', '2026-02-30'], 'is no date'],
    [['link', id, '--due', '2020-01-01'], 'that is over'],
    [['link', id, '--remove', '--ticket', 'SEC-1'], 'cannot be used with'],
    [['link', id, '--remove'], 'this finding has no link'],
    [['findings', '--format', 'xml'], 'Allowed choices are table, json, ocsf, asff, csv'],
    [['findings', '--bom'], '--bom goes with --format csv'],
    [['findings', '--format', 'csv', '--import-region', 'eu-west-1'], '--import-region goes with --format asff'],
    [['findings', '--format', 'asff', '--import-region', 'everywhere'], 'is no Region'],
  ];
  for (const [words, expected] of wrong) {
    const { status, stdout, stderr } = on(...words);
    expect([status, stdout], words.join(' ')).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
}, 120_000);
