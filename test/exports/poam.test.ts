import { describe, expect, test } from 'vitest';
import { csvRow, defused } from '../../shared/exports/csv.ts';
import { poamCells, poamHeader } from '../../shared/exports/poam.ts';
import { csvRows } from './csv.ts';
import { exported, waiver } from './samples.ts';

describe('no cell is a formula', () => {
  test.each([
    ['plain text', 'plain text'],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['|calc', "'|calc"],
    ['\t=1+1', "'=1+1"],
    ['\r\n=1+1', "'=1+1"],
    ['  =1+1', "'=1+1"],
    ['\u200b=1+1', "'=1+1"],
    ['\ufeff=1+1', "'=1+1"],
    ["'=1+1", "''=1+1"],
    ['"=1+1', `'"=1+1`],
    ['＝1+1', "'＝1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a; "@x', `a; "'@x`],
    ['a=b, c-d', 'a=b, c-d'],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b'],
    ['half \ud800 a character', 'half \ufffd a character'],
    ['a\u202eb\u0007c', 'a b c'],
  ])('%j is written %j', (text, expected) => expect(defused(text)).toBe(expected));
});

test('rows are those of RFC 4180', () => {
  expect(csvRow(['a', 'b "c", d', ''])).toBe('"a","b ""c"", d",""\r\n');
  expect(csvRows(csvRow(['a', 'b "c", d', '']) + csvRow(['x', 'y', 'z']))).toEqual([
    ['a', 'b "c", d', ''],
    ['x', 'y', 'z'],
  ]);
});

const item = (...given: Parameters<typeof exported>): Record<string, string> =>
  Object.fromEntries(poamCells(exported(...given)).map((cell, index) => [poamHeader[index] ?? '', cell]));

test('an item of the plan, whole', () => {
  expect(item({}, { accountName: 'ml-prod' })).toEqual({
    'POAM ID': 'SW-0123456789abcdef',
    Controls: 'AC-3, AC-6, AC-6(10)',
    'Weakness Name': 'Root access is enabled.',
    'Weakness Description':
      'Root access is enabled. • Whoever opens it is root. • Required: Users of notebook instances do not have root access.',
    'Weakness Detector Source': 'Sagewatch (AWS CloudTrail)',
    'Weakness Source Identifier': 'sagemaker/notebook-root-access',
    'Asset Identifier': 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration',
    'Point of Contact': 'ml-platform',
    'Resources Required': '',
    'Overall Remediation Plan': expect.stringMatching(
      /Command: aws sagemaker .*update-notebook-instance.*exploration/,
    ) as string,
    'Original Detection Date': '2026-11-02',
    'Scheduled Completion Date': '2026-11-09',
    'Planned Milestones': '',
    'Milestone Changes': '',
    'Status Date': '2026-11-02',
    'Vendor Dependency': 'No',
    'Last Vendor Check-in Date': '',
    'Vendor Dependent Product Name': '',
    'Original Risk Rating': 'Moderate',
    'Adjusted Risk Rating': 'High',
    'Risk Adjustment': 'No',
    'False Positive': 'No',
    'Operational Requirement': 'No',
    'Deviation Rationale': '',
    'Supporting Documents': '',
    Comments: '',
    Status: 'open',
    Resolution: '',
    'Resolved Date': '',
    Severity: 'high',
    Account: 'AWS 111122223333 ml-prod',
    Region: 'eu-central-1',
    Environment: 'prod',
    'Data Class': 'phi',
    Owner: 'ml-platform',
    Assignee: '',
    Ticket: '',
    'Opened By': 'alice as data-science',
  });
});

test('waiver, link and end stand where they belong', () => {
  const link = { ticket: 'SEC-12', assignee: 'carol', dueAt: Date.parse('2026-12-01T23:59:59Z') };
  expect(item({}, { waiver, link })).toMatchObject({
    Status: 'waived',
    'Operational Requirement': 'Yes',
    'False Positive': 'No',
    'Risk Adjustment': 'No',
    'Deviation Rationale':
      'risk-accepted: until the new image is there (requested by alice, approved by bob on 2026-11-03, until 2026-12-31)',
    'Point of Contact': 'carol',
    'Scheduled Completion Date': '2026-12-01',
    'Supporting Documents': 'SEC-12, SEC-7',
    Ticket: 'SEC-12',
    Assignee: 'carol',
  });
  expect(item({}, { waiver: { ...waiver, type: 'false-positive' } })).toMatchObject({ 'False Positive': 'Yes' });
  expect(item({}, { waiver: { ...waiver, type: 'compensating-control' } })).toMatchObject({ 'Risk Adjustment': 'Yes' });
  expect(item({ reason: 'deleted' }, { waiver })).toMatchObject({
    Status: 'resolved',
    Resolution: 'deleted',
    'Resolved Date': '2026-11-04',
    'Status Date': '2026-11-04',
  });
});

test('a control that is not in the catalogue any more leaves empty what only it knew', () => {
  expect(item({}, { control: undefined, requirements: [] })).toMatchObject({
    Controls: '',
    'Weakness Name': 'Root access is enabled.',
    'Weakness Description': 'Root access is enabled. • Whoever opens it is root.',
    'Overall Remediation Plan': '',
  });
});

test('a command that could not be written to the letter is left out', () => {
  const hostile = exported();
  const named = { ...hostile.finding.resource, name: 'a\u202eb' };
  const plan = item({ resource: named })['Overall Remediation Plan'];
  expect(plan).not.toContain('Command:');
  expect(plan).not.toBe('');
});

test('every row has as many cells as there are columns, each of another name', () => {
  expect(new Set(poamHeader).size).toBe(poamHeader.length);
  expect(poamCells(exported())).toHaveLength(poamHeader.length);
});
