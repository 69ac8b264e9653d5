import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { newStage, newTrail, region, stage } from './stage.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-production-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one command line in an empty folder, with AWS where moto is. */
const sagewatch = async (words: readonly string[], { input = '', env = {} }: { input?: string; env?: object } = {}) =>
  new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'cli/sagewatch.js'), ...words], {
      cwd: folder,
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: inject('endpoint'),
        AWS_ACCESS_KEY_ID: 'testing',
        AWS_SECRET_ACCESS_KEY: 'testing',
        AWS_REGION: region,
        AWS_PROFILE: undefined,
        ...env,
      },
    });
    const ended: Ended = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...ended, status }));
    child.stdin.end(input);
  });
const on = async (...words: string[]) => sagewatch([...words, '--stack', stage]);
const jsonOf = async (...words: string[]) => {
  const { stdout, stderr } = await on(...words, '--format', 'json');
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, any>);
};

const made = record({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateNotebookInstance',
  eventTime: '2026-11-02T09:00:00Z',
  requestParameters: { notebookInstanceName: 'exploration', roleArn: 'arn:aws:iam::111122223333:role/notebook' },
});

let key = '';
beforeAll(async () => {
  key = await newStage();
  writeFileSync(join(folder, 'made.json'), JSON.stringify(made));
});

test('what is replayed into a stage is found, shown, traced and explained there', async () => {
  expect((await on('replay', 'made.json')).status).toBe(0);
  const [finding] = await jsonOf('findings', '--open', '--control', 'sagemaker/notebook-root-access');
  expect(finding).toMatchObject({ status: 'open', resource: { name: 'exploration' } });
  expect((await jsonOf('show', String(finding?.['id'])))[0]).toMatchObject({ transitions: [{ change: 'opened' }] });
  expect(await jsonOf('who', 'exploration')).toMatchObject([{ effect: 'create' }]);
  const update = record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    eventTime: '2026-11-02T10:00:00Z',
    requestParameters: { notebookInstanceName: 'exploration', rootAccess: 'Disabled' },
  });
  writeFileSync(join(folder, 'update.json'), JSON.stringify(update));
  const directAccess = async (...words: string[]) => {
    const { stdout } = await sagewatch(['explain', 'update.json', '--format', 'json', ...words]);
    const { evaluations } = JSON.parse(stdout) as { evaluations: { control: string; verdict: string }[] };
    return evaluations.find(({ control }) => control === 'sagemaker/notebook-direct-internet-access')?.verdict;
  };
  expect([await directAccess(), await directAccess('--stack', stage)]).toEqual(['unknown', 'fail']);
  expect((await on('quarantine')).stdout).toContain('Nothing is in quarantine');
});

test('a stage has its configuration in its store: pushed, used, brought back', async () => {
  writeFileSync(join(folder, 'off.yml'), 'controls:\n  sagemaker/notebook-root-access: { enabled: false }\n');
  const open = async () => (await jsonOf('findings', '--control', 'sagemaker/notebook-root-access')).length;
  expect(await open()).toBe(1);
  expect(await jsonOf('config', 'push', '--config', 'off.yml')).toMatchObject([
    {
      type: 'published',
      version: 1,
      by: expect.stringMatching(/^arn:aws:/) as string,
      changes: [{ section: 'controls', subject: 'sagemaker/notebook-root-access', kind: 'added' }],
      needsDeploy: [],
    },
  ]);
  expect(await open()).toBe(0);
  writeFileSync(join(folder, 'on.yml'), '{}\n');
  expect((await jsonOf('findings', '--control', 'sagemaker/notebook-root-access', '--config', 'on.yml')).length).toBe(
    1,
  );
  expect((await on('config', 'diff', '--config', 'off.yml')).status).toBe(0);
  expect((await on('config', 'diff', '--config', 'on.yml')).status).toBe(1);
  expect(await jsonOf('config', 'push', '--config', 'on.yml')).toMatchObject([{ version: 2 }]);
  expect(await jsonOf('config', 'rollback')).toMatchObject([{ version: 3, restores: 1 }]);
  expect(await open()).toBe(0);
});

test('sweep asks the queue of work for lists', async () => {
  expect(await jsonOf('sweep', '--type', 's3/*', 'iam/role', 'sagemaker/model')).toMatchObject([
    { lists: 4, types: ['iam/role', 's3/bucket', 'sagemaker/model'], regions: [region, 'us-east-1'] },
  ]);
  expect(await on('sweep', '--type', 'nothing/here')).toMatchObject({ status: 2 });
  expect((await on('sweep', '--account', '999999999999')).stderr).toContain('is not watched by the stage');
});

test('a secret is read from standard input, and never told', async () => {
  const value = 'https://hooks.slack.com/services/T000/B000/XXXX';
  const set = await sagewatch(['secret', 'set', 'slack-webhook', '--stack', stage], { input: `${value}\n` });
  expect(set).toMatchObject({ status: 0, stderr: '' });
  const list = await on('secret', 'list');
  expect([set.stdout, list.stdout].some((text) => text.includes('T000'))).toBe(false);
  expect(await jsonOf('secret', 'list')).toMatchObject([
    { name: 'slack-webhook', isSet: true, version: 1 },
    { name: 'slack-token' },
  ]);
  for (const input of ['', 'two\nlines\n', 'not-a-webhook\n']) {
    expect(await sagewatch(['secret', 'set', 'slack-webhook', '--stack', stage], { input })).toMatchObject({
      status: 2,
    });
  }
});

test('the doctor tells what is missing, and passes what is there', async () => {
  await sagewatch(['secret', 'set', 'slack-token', '--stack', stage], { input: 'xoxb-1' });
  const before = new Map((await jsonOf('doctor')).map((line) => [line['id'] as string, line]));
  expect(before.get('trail')).toMatchObject({ status: 'fail', text: 'there is no trail' });
  expect(before.get('forwarder us-east-1')).toMatchObject({ status: 'fail' });
  expect(before.get(`rules ${region}`)).toMatchObject({ status: 'pass' });
  expect(before.get('Slack')).toMatchObject({ status: 'pass' });
  expect(before.get('topic of operations')).toMatchObject({ status: 'fail' });
  expect(before.get(`queue sagewatch-${stage}-messages-dlq ${region}`)).toMatchObject({
    status: 'pass',
    text: 'empty',
  });
  expect(before.get('quarantine')).toMatchObject({ status: 'pass' });
  expect(before.get('canary')).toMatchObject({ status: 'unknown' });
  await newTrail();
  const tagged = record({
    eventSource: 'kms.amazonaws.com',
    eventName: 'TagResource',
    eventTime: `${new Date(Date.now() - 60_000).toISOString().slice(0, 19)}Z`,
    requestParameters: { keyId: key, tags: [{ tagKey: 'sagewatch:canary', tagValue: '1' }] },
    resources: [{ ARN: key, type: 'AWS::KMS::Key' }],
  });
  writeFileSync(join(folder, 'tagged.json'), JSON.stringify(tagged));
  await on('replay', 'tagged.json');
  const after = new Map((await jsonOf('doctor')).map((line) => [line['id'] as string, line]));
  expect(after.get('trail')).toMatchObject({ status: 'pass' });
  expect(after.get('trail validation')).toMatchObject({ status: 'pass' });
  expect(after.get('canary')).toMatchObject({ status: 'pass', text: 'came back 1 minutes ago' });
  expect((await on('doctor')).status).toBe(1);
});

describe('what cannot be: one line, with the next step, and exit code 2', () => {
  test.each([
    [['findings', '--stack', 'other'], 'npm run deploy -- --stage other'],
    [['sweep', '--stack', 'other'], 'there is no sagewatch-other in eu-central-1'],
    [['findings', '--stack', 'prod', '--region', 'eu-west-1'], 'there is none in eu-west-1'],
  ])('%j', async (words, expected) => {
    const { status, stdout, stderr } = await sagewatch(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
  test('no credentials', async () => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };
    const { status, stderr } = await sagewatch(['findings', '--stack', stage], { env });
    expect(status).toBe(2);
    expect(stderr).toContain('there are no AWS credentials to use');
  });
});
