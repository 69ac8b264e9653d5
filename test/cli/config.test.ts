import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { folder, run, json, write, remove } = commandLine();
afterAll(remove);
const on = (...words: string[]) => run(['config', ...words, '--store', 'kept.db']);
const jsonOn = (...words: string[]) => json('config', ...words, '--store', 'kept.db');
const git = (...words: string[]) =>
  spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=alice@example.com', ...words], {
    encoding: 'utf8',
  }).stdout.trim();

const off = 'controls:\n  kms/key-rotation: { enabled: false }\n';

describe('what is published', () => {
  beforeAll(() => {
    git('init', '-q');
    git('config', 'user.email', 'alice@example.com');
    write('sagewatch.yml', off);
    git('add', 'sagewatch.yml');
    git('commit', '-qm', 'one');
  });

  test('is checked, with every problem; what is wrong is not published', () => {
    write('wrong.yml', 'accounts:\n  "1": { environment: prd }\nnetworks: [0.0.0.0/0]\n');
    const { status, stderr } = on('push', '--config', 'wrong.yml');
    expect(status).toBe(2);
    expect(stderr).toMatch(/wrong\.yml:2:/);
    expect(stderr).toMatch(/wrong\.yml:3:/);
    expect(on('history').stderr).toContain('there is no store yet');
    run(['replay', '-', '--store', 'kept.db'], {
      input: JSON.stringify(record({ eventSource: 'kms.amazonaws.com', eventName: 'EnableKey' })),
    });
    expect(on('history').stdout).toContain('Nothing was published yet');
    expect(on('show').stderr).toContain('the defaults hold');
    expect(on('rollback')).toMatchObject({ status: 2 });
  });
  test('is a version, with who and which commit; the difference is shown, and what it changes', () => {
    const { status, stdout } = on('push');
    expect(status).toBe(0);
    expect(stdout).toContain('+   kms/key-rotation: { enabled: false }');
    expect(stdout).toMatch(/added +controls kms\/key-rotation/);
    expect(stdout).not.toContain('Takes a deployment');
    expect(stdout).toContain(
      `published  version 1  by alice@example.com  commit ${git('rev-parse', 'HEAD').slice(0, 12)}`,
    );
    expect(on('push').stdout).toContain('Nothing to publish: version 1 says the very same');
  });
  test('says when it takes a deployment, and has no commit when nobody committed it', () => {
    write('sagewatch.yml', `${off}organization: o-exampleorgid\n`);
    expect(on('diff').status).toBe(1);
    expect(jsonOn('diff')).toMatchObject([
      { type: 'difference', version: 1, same: false, needsDeploy: [{ section: 'organization' }] },
    ]);
    const [published] = jsonOn('push');
    expect(published).toMatchObject({
      version: 2,
      by: 'alice@example.com',
      changes: [{ section: 'organization', kind: 'changed', from: null, to: 'o-exampleorgid' }],
    });
    expect(published).not.toHaveProperty('commit');
    expect(on('diff')).toMatchObject({ status: 0, stdout: 'No difference: ./sagewatch.yml is version 2.\n' });
  });
  test('can be brought back: by default what held before, and further back each time', () => {
    expect(jsonOn('rollback')).toMatchObject([{ type: 'published', version: 3, restores: 1 }]);
    expect(on('show').stdout).toBe(off);
    expect(on('rollback')).toMatchObject({ status: 2 });
    expect(jsonOn('rollback', '2')).toMatchObject([{ version: 4, restores: 2 }]);
    expect(jsonOn('rollback')).toMatchObject([{ version: 5, restores: 1 }]);
    expect(on('rollback', '9').stderr).toContain('there is no such version');
    expect(on('rollback', 'x')).toMatchObject({ status: 2 });
  });
  test('stays: every version with when, who and what it restores', () => {
    expect(jsonOn('history').map(({ version, restores, by }) => [version, restores, by])).toEqual([
      [5, 1, 'alice@example.com'],
      [4, 2, 'alice@example.com'],
      [3, 1, 'alice@example.com'],
      [2, undefined, 'alice@example.com'],
      [1, undefined, 'alice@example.com'],
    ]);
    expect(jsonOn('history', '--limit', '2')).toHaveLength(2);
    expect(on('history').stdout).toContain('5 (as 1)');
    expect(jsonOn('show', '2')).toMatchObject([
      { type: 'configuration', version: 2, text: `${off}organization: o-exampleorgid\n` },
    ]);
  });
  test('what this version cannot read is not brought back, and is not compared', () => {
    write('hostile.yml', `# \u001b[2J\n${off}`);
    expect(on('push', '--config', 'hostile.yml').stdout).not.toContain('\u001b');
    expect(on('show').stdout).toContain('\\u001b[2J');
  });
});

describe('asked for wrongly: exit 2 and one line', () => {
  test.each([
    [['config', 'push', '--config', 'none.yml'], 'there is no such file'],
    [['config', 'push', '--store', 'a.db', '--stack', 'prod'], "cannot be used with option '--store"],
    [['findings', '--store', 'a.db', '--stack', 'prod'], "cannot be used with option '--store"],
    [['findings', '--stack', 'No-Stage', '--region', 'eu-central-1'], 'no stage is called so'],
    [['findings', '--stack', 'prod'], 'no Region is set'],
    [['findings', '--stack', 'prod', '--region', 'eu-central-1'], 'there are no AWS credentials to use'],
    [
      ['config', 'push', '--stack', 'prod', '--region', 'eu-central-1', '--config', 'good.yml'],
      'there are no AWS credentials',
    ],
    [['sweep'], "required option '--stack"],
    [['sweep', '--stack', 'prod', '--type', 'no/such'], 'nothing that can be listed is called so'],
    [['doctor', '--stack', 'prod', '--region', 'eu-central-1'], 'there are no AWS credentials'],
    [['secret', 'set', 'other', '--stack', 'prod'], 'a secret is called slack-webhook or slack-token'],
    [['secret', 'set', 'slack-webhook_ml', '--stack', 'prod'], 'with words behind it: slack-webhook-ml'],
    [['secret', 'set', 'slack-webhook-ml', '--stack', 'prod'], 'nothing came on standard input'],
    [['secret', 'set', 'slack-token', '--stack', 'prod'], 'nothing came on standard input'],
    [['config', 'history', '--store', 'none.db'], 'there is no store yet'],
    [['baseline', 'review'], 'there is no store yet'],
  ])('%j', (words, expected) => {
    write('good.yml', '{}\n');
    const { status, stdout, stderr } = run(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test.each([
  ['config'],
  ['config', 'push'],
  ['config', 'rollback'],
  ['config', 'diff'],
  ['config', 'show'],
  ['config', 'history'],
  ['baseline', 'review'],
  ['sweep'],
  ['secret', 'set'],
  ['secret', 'list'],
  ['doctor'],
])('%s %s --help shows an example', (...words) => {
  const { status, stdout } = run([...words.filter((word) => word !== undefined), '--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/Examples?:\n {2}\S/);
});
