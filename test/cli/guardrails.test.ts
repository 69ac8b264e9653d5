import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-guardrails-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guardrails = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'cli/sagewatch.js'), 'guardrails', ...words],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};
const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

interface Statement {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
  Principal?: unknown;
}
const statementsIn = (text: string) => (JSON.parse(text) as { Statement: Statement[] }).Statement;

describe('sagewatch guardrails', () => {
  test('an SCP is a policy that AWS takes, and nothing else on standard output', () => {
    const { status, stdout, stderr } = guardrails('scp');
    expect(status).toBe(0);
    expect(stdout.length).toBeLessThanOrEqual(5_120);
    expect(statementsIn(stdout).every(({ Effect }) => Effect === 'Deny')).toBe(true);
    expect(stderr).toContain('management account');
  });
  test('what the configuration switches off is not enforced', () => {
    writeFileSync(join(folder, 'off.yml'), "controls:\n  'sagemaker/notebook-*': { enabled: false }\n");
    const { status, stdout } = guardrails('scp', '--config', 'off.yml');
    expect(status).toBe(0);
    expect(stdout).not.toContain('CreateNotebookInstance');
    expect(stdout).toContain('CreateTrainingJob');
  });
  test('only what is asked for, with what is ours and who is let off', () => {
    const words = 'scp --control sagemaker/training-job-vpc --subnet subnet-1 subnet-2 --format json --except'.split(
      ' ',
    );
    const { stdout } = guardrails(...words, 'arn:aws:iam::*:role/ml-admin');
    const { policy, enforced } = JSON.parse(stdout) as { policy: object; enforced: string[] };
    expect(enforced).toEqual(['sagemaker/training-job-vpc']);
    const [named, ours] = statementsIn(JSON.stringify(policy));
    expect(named?.Condition).toEqual({
      Null: { 'sagemaker:VpcSubnets': 'true' },
      ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/ml-admin'] },
    });
    expect(ours?.Condition?.['ForAnyValue:StringNotEquals']).toEqual({
      'sagemaker:VpcSubnets': ['subnet-1', 'subnet-2'],
    });
  });
  test('a boundary allows all else and protects itself', () => {
    const statements = statementsIn(guardrails('boundary', '--name', 'MlBoundary').stdout);
    expect(statements[0]).toMatchObject({ Effect: 'Allow', Action: '*' });
    expect(statements.map(({ Sid }) => Sid)).toContain('BoundaryIsHandedOn');
    expect(JSON.stringify(statements)).toContain('policy/MlBoundary');
  });
  test('a role, and who may take it', () => {
    const asked = ['role', '--bucket', 'ml-train', '--kms-key', key, '--vpce', 'vpce-0123456789abcdef0'];
    const [data] = statementsIn(guardrails(...asked).stdout);
    expect(data?.Condition).toEqual({ StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } });
    expect(statementsIn(guardrails(...asked, '--trust').stdout)[0]?.Condition?.['StringEquals']).toEqual({
      'aws:SourceAccount': '111122223333',
    });
  });
  test('what is printed rules out what it says', () => {
    writeFileSync(join(folder, 'scp.json'), guardrails('scp', '--subnet', 'subnet-1').stdout);
    const { status, stdout } = guardrails('check', 'scp.json');
    expect([status, stdout.split('\n')[1]]).toEqual([0, 'yes       notebooks with direct internet access']);
    expect(stdout).toContain('10 of 10 ruled out.');
  });
  test('what a policy leaves open is told, with a request that nothing denies', () => {
    const statement = (Sid: string, Action: string, Condition: object) => ({
      Sid,
      Effect: 'Deny',
      Action,
      Resource: '*',
      Condition,
    });
    const Statement = [
      statement('Internet', 'sagemaker:CreateNotebookInstance', {
        StringEquals: { 'sagemaker:DirectInternetAccess': 'Enabled' },
      }),
      statement('Root', 'sagemaker:UpdateNotebookInstance', { StringEquals: { 'sagemaker:RootAccess': 'Enabled' } }),
      statement('Vpc', 'sagemaker:CreateTransformJob', { Null: { 'sagemaker:VpcSubnets': 'true' } }),
    ];
    writeFileSync(join(folder, 'partly.json'), JSON.stringify({ Version: '2012-10-17', Statement }));
    const only = ['--control', 'sagemaker/notebook-direct-internet-access', 'sagemaker/notebook-root-access'];
    const { status, stdout } = guardrails('check', 'partly.json', ...only);
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(1, 6)).toEqual([
      'no        notebooks with direct internet access',
      '            CreateNotebookInstance with DirectInternetAccess left out',
      'partly    notebooks with root access',
      '            CreateNotebookInstance with RootAccess Enabled',
      '',
    ]);
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'Statement "Vpc" of partly.json tests sagemaker:VpcSubnets, which that call never carries: every call of CreateTransformJob is denied.',
    );
    const told = JSON.parse(guardrails('check', 'partly.json', '--format', 'json', ...only).stdout) as {
      guardrails: { ruledOut: string; calls: { call: string; standing: string; request?: { said: object } }[] }[];
      mismatches: object[];
    };
    expect(told.guardrails.map(({ ruledOut, calls }) => [ruledOut, calls.map(({ standing }) => standing)])).toEqual([
      ['no', ['free']],
      ['partly', ['free', 'denied']],
    ]);
    expect(told.guardrails[0]?.calls[0]?.request?.said).toEqual({ DirectInternetAccess: null });
    expect(told.mismatches).toHaveLength(1);
    // Together with what is missing it is enough.
    writeFileSync(join(folder, 'rest.json'), guardrails('scp', ...only).stdout);
    expect(guardrails('check', 'partly.json', 'rest.json', ...only).stdout).toContain('2 of 2 ruled out.');
  });
  test.each([
    [['check', 'nowhere.json'], 'no such file'],
    [['check', 'off.yml'], 'no policy that AWS would take'],
    [['check', 'scp.json', '--account', '123'], '--account 123'],
    [['check', 'scp.json', '--control', 'sagemaker/nonsense'], 'no such control'],
    [['scp', '--control', 'sagemaker/nonsense'], 'no such control'],
    [['scp', '--control', 'sagemaker/notebook-presigned-url'], 'no condition key'],
    [['scp', '--subnet', 'vpc-1'], '--subnet vpc-1'],
    [['boundary', '--name', 'a b'], 'not a name'],
    [['role', '--bucket', 'ml-train'], '--kms-key'],
    [['role', '--bucket', 'ml-train', '--kms-key', 'arn:aws:kms:eu-central-1:111122223333:alias/ml'], 'alias'],
    [['role', '--bucket', 'arn:aws:s3:::x', '--kms-key', key], '--bucket'],
    [['role', '--bucket', 'ml-train', '--kms-key', key.replace('arn:aws:', 'arn:aws-cn:')], '--repository'],
  ])('%j is refused in one line: %s', (words, expected) => {
    const { status, stdout, stderr } = guardrails(...words);
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain(expected);
  });
});
