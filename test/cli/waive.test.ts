import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { folder, run, json, write, remove } = commandLine();
afterAll(remove);

const root = 'sagemaker/notebook-root-access';
const reasons = ['--type', 'risk-accepted', '--reason', 'drivers: need root', '--requester', 'bela'];
const two = [root, '--resource', 'lab-*', ...reasons, '--approver', 'dana'];
const configuration = '# ours\nwaiver_max_days: 200 # long\n';
const text = (): string => readFileSync(join(folder, 'sagewatch.yml'), 'utf8');
const idOf = (name: string): string => String(json('findings', '--control', root, '--resource', name)[0]?.['id']);

run(['replay', '-'], {
  input: JSON.stringify({
    Records: ['lab-1', 'lab-2', 'other'].map((notebookInstanceName, index) =>
      record({
        eventID: `7a3b0a52-0000-4000-8000-00000000000${index}`,
        eventSource: 'sagemaker.amazonaws.com',
        eventName: 'CreateNotebookInstance',
        eventTime: '2026-11-02T09:00:00Z',
        requestParameters: { notebookInstanceName, roleArn: 'arn:aws:iam::111122223333:role/notebook' },
      }),
    ),
  }),
});
write('sagewatch.yml', configuration);
/** The last day that is allowed, as the command itself says. */
const latest = /until (\d{4}-\d\d-\d\d)$/m.exec(run(['waive', ...two, '--until', '9999-01-01']).stderr)?.[1] ?? '';
beforeEach(() => write('sagewatch.yml', configuration));

describe('a waiver', () => {
  test('is shown before it is written', () => {
    const { status, stdout } = run(['waive', ...two, '--until', latest, '--dry-run']);
    expect(status).toBe(0);
    expect(stdout).toContain('+   - control: sagemaker/notebook-root-access');
    expect(stdout).toContain('It covers 2 open findings');
    expect(stdout).toContain('Nothing was written to ./sagewatch.yml');
    expect(text()).toBe(configuration);
    expect(json('findings', '--waived')).toEqual([]);
  });
  test('of a control is written behind all else, by one rename, and holds', () => {
    chmodSync(join(folder, 'sagewatch.yml'), 0o640);
    const until = latest;
    const [waived] = json('waive', ...two, '--until', until, '--ticket', 'SEC-12');
    expect(waived).toMatchObject({ type: 'waiver', written: true, waiver: { control: root, ticket: 'SEC-12' } });
    expect(waived?.['covers']).toHaveLength(2);
    expect(text()).toMatch(/^# ours\nwaiver_max_days: 200 # long\nwaivers:\n {2}- control: sagemaker\/notebook-root/);
    expect(text()).toContain(`until: ${until}\n`);
    expect(statSync(join(folder, 'sagewatch.yml')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(new Set(json('findings', '--waived').map(({ resource }) => resource.name))).toEqual(
      new Set(['lab-1', 'lab-2']),
    );
    expect(run(['findings', '--waived']).stdout).toContain(`waived to ${until}`);
  });
  test('of a finding names its control and its very resource; who asks later sees that it was', () => {
    const id = idOf('other');
    const until = latest;
    const words = ['waive', id.slice(0, 8), ...reasons, '--approver', 'dana', '--until', until];
    expect(run(words).status).toBe(0);
    expect(text()).toContain('resource: arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/other\n');
    expect(run(words)).toMatchObject({ status: 2, stderr: expect.stringContaining('waived already') });
    write('sagewatch.yml', configuration);
    expect(run(['show', id]).stdout).toMatch(
      /History\n.*\n.* waived: risk-accepted: drivers: need root \(requested by bela/,
    );
    const [shown] = json('show', id);
    expect(shown).toMatchObject({ waived: false });
    expect(shown?.['transitions'].at(-1)).toMatchObject({ change: 'waived', waiver: { approver: 'dana' } });
    expect(run(['who', 'other']).stdout).toMatch(
      /notebook-root-access waived +dana +\d{4}-\d\d-\d\d +drivers: need root/,
    );
    expect(json('who', 'other').at(-1)).toMatchObject({ type: 'waiver', change: 'waived', control: root });
  });
  test('goes to where a link leads', () => {
    write('kept.yml', configuration);
    symlinkSync('kept.yml', join(folder, 'link.yml'));
    expect(run(['waive', ...two, '--until', latest, '--config', 'link.yml']).status).toBe(0);
    expect(readFileSync(join(folder, 'kept.yml'), 'utf8')).toContain('waivers:\n');
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'link.yml')
        ?.isSymbolicLink(),
    ).toBe(true);
  });
});

describe('is refused, and nothing is written:', () => {
  const wish = [...two, '--until', latest];
  const but = (flag: string, value: string) => wish.map((word, index) => (wish[index - 1] === flag ? value : word));
  test.each([
    ['no end', two, 'a waiver has an end: --until DATE'],
    ['an end that is none', but('--until', 'soon'), 'soon: --until is a date'],
    ['an end that is past', but('--until', '2026-01-01'), '2026-01-01: that is past'],
    ['an end too far ahead', but('--until', '9999-01-01'), 'a waiver holds at most 200 (waiver_max_days)'],
    ['one who approves for themselves', but('--approver', ' Bela '), 'who asks for a waiver cannot approve it'],
    ['a type that there is not', but('--type', 'because'), 'Allowed choices are'],
    ['no reason', but('--reason', ' '), '--reason says nothing'],
    ['what nothing open is about', but('--resource', 'none-*'), 'no open finding is about that'],
    ['a control that there is not', wish.with(0, 'sagemaker/notebook-root-acces'), 'did you mean'],
    [
      'a finding that there is not',
      wish.filter((word) => word !== '--resource' && word !== 'lab-*').with(0, 'ffff0000'),
      'no finding has this id',
    ],
    ['a finding with a resource', wish.with(0, 'ffff0000'), '--resource is for a control'],
    [
      'a control without a resource',
      wish.filter((word) => word !== '--resource' && word !== 'lab-*'),
      '--resource PATTERN',
    ],
    ['no file', [...wish, '--config', 'none.yml'], 'there is no such file'],
    ['no store', [...wish, '--store', 'none.db'], 'there is no store yet'],
    [
      'a stage without credentials',
      [...wish, '--stack', 'prod', '--region', 'eu-central-1'],
      'there are no AWS credentials',
    ],
    [
      'a secret in its reason',
      but('--reason', 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'),
      'secret',
    ],
  ])('%s', (_, words, expected) => {
    const { status, stdout, stderr } = run(['waive', ...words]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(text()).toBe(configuration);
  });
});

test('help shows examples', () => {
  expect(run(['waive', '--help']).stdout).toMatch(/Examples:\n {2}sagewatch waive/);
  expect(run(['completion', 'fish']).stdout).toContain("-a 'false-positive risk-accepted");
});
