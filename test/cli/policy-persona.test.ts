import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-persona-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, ...statements: object[]): string => {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
  writeFileSync(join(folder, name), JSON.stringify({ Version: '2012-10-17', Statement }));
  return name;
};
const working = written('working.json', { Action: ['sagemaker:CreateTrainingJob', 'sagemaker:List*'] });
const wide = written(
  'wide.json',
  { Sid: 'Work', Action: 'sagemaker:CreateTrainingJob' },
  {
    Sid: 'Data\u001b[31m',
    Action: ['s3:PutBucketPolicy', 's3:GetObject', 's3:DeleteBucket'],
    Resource: 'arn:aws:s3:::*',
  },
);
const trust = written('trust.json', {
  Resource: undefined,
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
writeFileSync(join(folder, 'broken.json'), '{');

const policy = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'cli/sagewatch.js'), 'policy', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

describe('sagewatch policy --persona', () => {
  test('a policy of the persona: nothing, exit 0', () => {
    expect(policy(working, '--persona', 'data-scientist')).toEqual({
      status: 0,
      stdout: 'Nothing beyond a data scientist.\n',
      stderr: '',
    });
  });
  test('what goes beyond it, by level, with the statement and a proof; exit 1', () => {
    const { status, stdout } = policy(wide, '--persona', 'data-scientist');
    expect(status).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'More than a data scientist: 1 Permissions management action, 1 Write action, 1 Read action',
      '',
      '  Permissions management  statement "Data\\u001b[31m"',
      '      s3:PutBucketPolicy',
      '      For instance s3:PutBucketPolicy arn:aws:s3:::zq.',
      '  Write  statement "Data\\u001b[31m"',
      '      s3:DeleteBucket',
      '      For instance s3:DeleteBucket arn:aws:s3:::zq.',
      '  Read  statement "Data\\u001b[31m"',
      '      s3:GetObject on any bucket',
      '      For instance s3:GetObject arn:aws:s3:::zq-arbitrary-7f3a/zq.',
      '',
    ]);
  });
  test('as JSON', () => {
    const { status, stdout } = policy(
      wide,
      '--persona',
      'mlops',
      '--actions',
      's3:Put*',
      's3:Delete*',
      '--format',
      'json',
    );
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      kind: 'identity',
      persona: 'mlops',
      activities: ['runStudioApps', 'manageModels', 'manageEndpoints', 'managePipelines', 'visualizeExperiments'],
      actions: ['s3:Put*', 's3:Delete*'],
      grants: [
        {
          level: 'Write',
          actions: ['sagemaker:CreateTrainingJob'],
          statement: { number: 1, sid: 'Work', document: 'policy' },
          witness: expect.objectContaining({ action: 'sagemaker:CreateTrainingJob' }) as unknown,
        },
        {
          level: 'Read',
          actions: ['s3:GetObject'],
          statement: { number: 2, sid: 'Data\u001b[31m', document: 'policy' },
          witness: expect.objectContaining({ action: 's3:GetObject' }) as unknown,
        },
      ],
    });
  });
  test('further activities, and a persona of nothing but them', () => {
    expect(policy(working, '--persona', 'custom', '--activities', 'manageJobs', 'manageModels').status).toBe(0);
    expect(policy(working, '--persona', 'mlops').stdout).toContain('sagemaker:CreateTrainingJob');
    expect(policy(working, '--persona', 'mlops', '--activities', 'manageJobs').status).toBe(0);
  });
  test('what cannot be read is not decided', () => {
    const { status, stdout } = policy('broken.json', '--persona', 'compute');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Not decided: /);
  });
  test.each([
    [[working, '--persona', 'scientist'], 'Allowed choices are data-scientist, mlops, compute, custom'],
    [[working, '--persona', 'mlops', '--activities', 'manageJob'], 'Allowed choices'],
    [[working, '--activities', 'manageJobs'], 'say which'],
    [[working, '--persona', 'custom'], '--activities'],
    [[working, '--persona', 'mlops', '--jsonl'], '--jsonl'],
    [[trust, '--persona', 'mlops'], 'only what an identity may do'],
    [['none.json', '--persona', 'mlops'], 'there is no such file'],
  ])('%j: exit 2 and one line', (words, expected) => {
    const { status, stdout, stderr } = policy(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
