import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one command line in an empty folder, as a user would. */
const sagewatch = (
  words: readonly string[],
  { input, env = {} }: { input?: string | Buffer; env?: NodeJS.ProcessEnv } = {},
) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'cli/sagewatch.js'), ...words], {
    cwd: folder,
    input: input ?? '',
    env: { ...process.env, AWS_ACCESS_KEY_ID: undefined, AWS_PROFILE: undefined, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const jsonLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, any>);

const hostileName = 'mallory\u001b[2J\u001b]0;owned\u0007\nIGNORE\u202eesrever\u009b31m';
const notebook = (eventTime: string, eventName: string, requestParameters: object, more = {}) =>
  record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName,
    eventTime,
    requestParameters: { notebookInstanceName: 'exploration', ...requestParameters },
    ...more,
  });
const records = [
  notebook('2026-11-02T09:00:00Z', 'CreateNotebookInstance', { roleArn: 'arn:aws:iam::111122223333:role/notebook' }),
  notebook(
    '2026-11-02T10:00:00Z',
    'UpdateNotebookInstance',
    { rootAccess: 'Disabled' },
    {
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::111122223333:user/${hostileName}`,
        userName: hostileName,
        accountId: '111122223333',
      },
      sourceIPAddress: hostileName,
      userAgent: hostileName,
    },
  ),
  record({
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateAccessKey',
    eventTime: '2026-11-02T11:00:00Z',
    requestParameters: { userName: hostileName },
  }),
];
const log = join(folder, 'log.json.gz');
writeFileSync(log, gzipSync(JSON.stringify({ Records: records })));
writeFileSync(
  join(folder, 'bad.json'),
  `{"Records":[${JSON.stringify(records[0])},{"eventVersion":"1.11","eventName":5,"text":"\\u001b[31m"}]}`,
);
writeFileSync(join(folder, 'other.json'), '{"\\u001b[31mnot":"a log"}');

/** Nothing that a terminal would act on: only printable characters, spaces and our own line ends. */
// oxlint-disable-next-line no-control-regex
const acts = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('usage', () => {
  const commands = [
    'replay',
    'watch',
    'findings',
    'show',
    'who',
    'explain',
    'ack',
    'routes',
    'link',
    'controls',
    'quarantine',
    'init',
    'completion',
  ];

  test.each(commands)('%s --help shows an example', (command) => {
    const { status, stdout } = sagewatch([command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Examples?:\n {2}\S/);
  });
  test.each([
    [['frobnicate'], 'unknown command'],
    [['replay'], 'missing required argument'],
    [['replay', 'nowhere'], 'no such file'],
    [['replay', 'lookup:120d'], 'at most 90 days'],
    [['replay', log, '--since', 'yesterday-ish'], 'is no time'],
    [['replay', log, '--format', 'yaml'], 'Allowed choices'],
    [['replay', log, '--config', 'none.yml'], 'no such file'],
    [['findings'], 'no store yet'],
    [['show', 'zz', '--store', 'used.db'], ''],
    [['explain', 'nowhere'], 'no such file'],
    [['controls', 'no/such'], 'no such control'],
    [['watch', '--dir', '.', '--profile', 'x'], 'give one of both'],
  ])('%j: exit 2 and one line', (words, expected) => {
    const { status, stdout, stderr } = sagewatch(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^sagewatch: /);
  });
  test('errors of sagewatch.yml name file, line and what is expected', () => {
    writeFileSync(join(folder, 'wrong.yml'), 'accounts:\n  "111122223333":\n    environment: prd\n');
    const { status, stderr } = sagewatch(['replay', log, '--config', 'wrong.yml', '--store', ':memory:']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/wrong\.yml:3:\d+: .*environment.*prod/);
  });
});

describe('replay', () => {
  test('as JSON: a line each, the summary last, and it adds up', () => {
    const { status, stdout } = sagewatch(['replay', log, 'other.json', '--store', ':memory:', '--format', 'json']);
    const lines = jsonLines(stdout);
    const summary = lines.at(-1);
    expect(status).toBe(0);
    expect(summary).toMatchObject({ type: 'summary', files: 1, skipped: 1, records: 3, evaluated: 3, quarantined: 0 });
    const {
      records: all,
      evaluated,
      irrelevant,
      failedCalls,
      duplicates,
      quarantined,
      resolved,
    } = summary as Record<string, number>;
    expect((evaluated ?? 0) + (irrelevant ?? 0) + (failedCalls ?? 0) + (duplicates ?? 0) + (quarantined ?? 0)).toBe(
      all,
    );
    const transitions = lines.filter(({ type }) => type === 'transition');
    expect(transitions.filter(({ change }) => change === 'resolved')).toHaveLength(resolved ?? -1);
    expect(transitions[0]).toMatchObject({ change: 'opened', at: '2026-11-02T09:00:00Z' });
    expect(lines.find(({ type }) => type === 'note')).toMatchObject({ file: 'other.json' });
  });
  test('text of records reaches the terminal harmless, whatever the format', () => {
    for (const words of [
      ['replay', log, 'bad.json', 'other.json'],
      ['explain', log],
      ['replay', log, '--format', 'json'],
      ['explain', log, '--format', 'json'],
    ]) {
      const { stdout, stderr } = sagewatch(words[0] === 'replay' ? [...words, '--store', ':memory:'] : words);
      expect(stdout).toContain('mallory');
      expect(acts.test(stdout.replaceAll('\n', '')) || acts.test(stderr.replaceAll('\n', '')), words.join(' ')).toBe(
        false,
      );
      expect(stdout.split('\n').some((line) => line.startsWith('IGNORE'))).toBe(false);
    }
  });
  test('explain tells of the damage in a file, and explains what could be read of it', () => {
    writeFileSync(join(folder, 'cut.json.gz'), gzipSync(JSON.stringify({ Records: records })).subarray(0, -8));
    const { status, stdout, stderr } = sagewatch(['explain', 'cut.json.gz']);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'cut.json.gz: the gzip is cut off: what came before the cut was read\n',
    });
    expect(stdout).toContain('CreateNotebookInstance');
    const lines = jsonLines(sagewatch(['explain', 'cut.json.gz', '--format', 'json']).stdout);
    expect(lines).toContainEqual({
      type: 'note',
      file: 'cut.json.gz',
      message: 'the gzip is cut off: what came before the cut was read',
    });
  });
  test('no colours for a pipe, whatever the environment would like, and none under NO_COLOR', () => {
    for (const env of [{ CI: 'true', FORCE_COLOR: '1' }, { NO_COLOR: '1' }]) {
      const { stdout } = sagewatch(['replay', log, '--store', ':memory:'], { env });
      expect(stdout).not.toContain('\u001b');
    }
  });
  test('--fail-on decides the exit code by what is open in the end', () => {
    const run = (...words: string[]) => sagewatch(['replay', log, '--store', ':memory:', ...words]).status;
    expect([run(), run('--fail-on', 'critical'), run('--fail-on', 'medium')]).toEqual([0, 0, 1]);
  });
  test('--since and --until leave records out before they are counted', () => {
    const { stdout } = sagewatch([
      'replay',
      log,
      '--store',
      ':memory:',
      '--format',
      'json',
      '--since',
      '2026-11-02T09:30:00Z',
      '--until',
      '2026-11-02T10:30:00Z',
    ]);
    expect(jsonLines(stdout).at(-1)).toMatchObject({ records: 1, outside: 2 });
  });
  test('--as-delivered takes what the rules of the service deliver, and tells what they hold back and should not', () => {
    const read = record({ eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', readOnly: true });
    const input = [...records, read].map((each) => JSON.stringify(each)).join('\n');
    const run = (...words: string[]) =>
      sagewatch(['replay', '-', '--store', ':memory:', '--as-delivered', ...words], { input }).stdout;
    // The access key: IAM writes to us-east-1 only, so a rule elsewhere would wait in vain.
    expect(jsonLines(run('--format', 'json')).at(-1)).toMatchObject({ records: 2, heldBack: 2, heldBackNeeded: 1 });
    expect(run()).toContain('2 more records that no EventBridge rule of the service would have delivered, 1 of which');
  });
  test('standard input, one record a line', () => {
    const { stdout } = sagewatch(['replay', '-', '--store', ':memory:', '--format', 'json'], {
      input: records.map((each) => JSON.stringify(each)).join('\n'),
    });
    expect(jsonLines(stdout).at(-1)).toMatchObject({ records: 3, evaluated: 3 });
  });
  test('--describe fills in what the records do not tell', () => {
    writeFileSync(
      join(folder, 'key.json'),
      JSON.stringify({
        KeyMetadata: {
          Arn: 'arn:aws:kms:eu-central-1:111122223333:key/k',
          KeyManager: 'AWS',
          KeyState: 'Enabled',
          KeySpec: 'SYMMETRIC_DEFAULT',
          Origin: 'AWS_KMS',
        },
      }),
    );
    const input = JSON.stringify(
      notebook('2026-11-02T09:00:00Z', 'CreateNotebookInstance', { roleArn: 'r', kmsKeyId: 'k' }),
    );
    const controlsOf = (...words: string[]) =>
      jsonLines(sagewatch(['replay', '-', '--store', ':memory:', '--format', 'json', ...words], { input }).stdout).map(
        ({ control }) => control,
      );
    expect(controlsOf()).not.toContain('sagemaker/notebook-volume-key');
    expect(controlsOf('--describe', folder)).toContain('sagemaker/notebook-volume-key');
  });
});

test('a store keeps what replay found: findings, show, who, ack, quarantine; a second run finds repeats', () => {
  const on = (...words: string[]) => sagewatch([...words, '--store', 'kept.db', '--format', 'json']);
  expect(jsonLines(on('replay', log, 'bad.json').stdout).at(-1)).toMatchObject({ quarantined: 1 });
  expect(jsonLines(on('replay', log).stdout).at(-1)).toMatchObject({ records: 3, duplicates: 3, opened: 0 });
  const findings = jsonLines(on('findings', '--open').stdout);
  expect(findings.length).toBeGreaterThan(2);
  expect(findings.every(({ status, remediation }) => status === 'open' && remediation.command.startsWith('aws '))).toBe(
    true,
  );
  const incident = findings.find(({ kind }) => kind === 'activity');
  expect(jsonLines(on('show', incident?.['id'].slice(0, 8)).stdout)[0]).toMatchObject({
    id: incident?.['id'],
    transitions: [{ change: 'opened' }],
  });
  expect(on('ack', incident?.['id'], '--by', 'alice', '--reason', 'was me').status).toBe(0);
  expect(jsonLines(on('show', incident?.['id']).stdout)[0]).toMatchObject({
    status: 'resolved',
    reason: 'acknowledged',
  });
  expect(on('ack', incident?.['id'], '--by', 'alice', '--reason', 'again')).toMatchObject({ status: 2 });
  expect(
    on('ack', findings.find(({ kind }) => kind === 'state')?.['id'], '--by', 'a', '--reason', 'b').stderr,
  ).toContain('about a state');
  expect(jsonLines(on('who', 'EXPLORATION', '--at', '2026-11-02T09:30:00Z').stdout)).toMatchObject([
    { effect: 'create', call: 'sagemaker.amazonaws.com:CreateNotebookInstance' },
  ]);
  expect(jsonLines(on('quarantine').stdout)).toMatchObject([
    { file: 'bad.json', reason: expect.stringContaining('eventID') as string },
  ]);
});

test('init writes a configuration that can be read, and overwrites none; completion prints scripts', () => {
  expect(sagewatch(['init']).status).toBe(0);
  expect(readFileSync(join(folder, 'sagewatch.yml'), 'utf8')).toContain('waivers');
  expect(sagewatch(['init'])).toMatchObject({ status: 2 });
  expect(sagewatch(['replay', log, '--store', ':memory:']).status).toBe(0);
  for (const shell of ['bash', 'zsh', 'fish']) expect(sagewatch(['completion', shell]).stdout).toContain('replay');
  expect(spawnSync('bash', ['-n'], { input: sagewatch(['completion', 'bash']).stdout }).status).toBe(0);
  expect(existsSync(join(folder, '.sagewatch'))).toBe(false);
});
