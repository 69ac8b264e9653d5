import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { run, json, write, remove, folder, runUntil } = commandLine();
afterAll(remove);

const created = (name: string, eventTime: string, tags: readonly object[]) =>
  record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    eventTime,
    requestParameters: {
      notebookInstanceName: name,
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
      rootAccess: 'Enabled',
      directInternetAccess: 'Disabled',
      subnetId: 'subnet-1',
      tags,
    },
  });
const owned = (owner: string) => [{ key: 'owner', value: owner }];
const hostile = 'mallory\u001b[2J\u202eesrever';

write(
  'sagewatch.yml',
  `
accounts:
  111122223333: { name: ml-production, environment: prod, data_class: phi, owner: ml-platform }
default_owner: security
channels:
  ml-team: { kind: slack-webhook, secret: slack-webhook-ml }
routes:
  - { owners: [ml-platform], channels: [ml-team, findings] }
  - { owners: [web], channels: [ml-team], redact: [accounts] }
`,
);
write('empty.json', '{"Records":[]}');
write(
  'log.json',
  JSON.stringify({
    Records: [
      created('exploration', '2026-11-02T10:00:00Z', []),
      created('shop', '2026-11-03T11:00:00Z', owned('web')),
      created('hostile', '2026-11-04T12:00:00Z', owned(hostile)),
    ],
  }),
);
run(['replay', 'log.json']);
run(['replay', 'empty.json', '--store', 'empty.db']);

const times = (lines: readonly Record<string, any>[]) =>
  lines.map(({ at, channel, notice }) => `${at} ${channel} ${notice.stories[0].resource.name}`);
const until = '2026-11-04T12:30:00Z';
/** What is overdue is found out about within an hour. */
const all = [
  '2026-11-02T10:00:00Z ml-team exploration',
  '2026-11-02T10:00:00Z findings exploration',
  '2026-11-03T11:00:00Z ml-team exploration',
  '2026-11-03T11:00:00Z findings exploration',
  '2026-11-03T11:00:00Z ml-team shop',
  '2026-11-04T12:00:00Z ml-team shop',
  '2026-11-04T12:00:00Z findings hostile',
];

describe('sagewatch notices', () => {
  test('says what would have been told, when and to whom', () => {
    const notices = json('notices', '--until', until);
    expect(times(notices)).toEqual(all);
    expect(notices.map(({ notice }) => notice.news)).toEqual([
      'opened',
      'opened',
      'overdue',
      'overdue',
      'opened',
      'overdue',
      'opened',
    ]);
    expect(new Set(notices.map(({ type }) => type))).toEqual(new Set(['notice']));
  });
  test('only of a channel, and of a time', () => {
    expect(times(json('notices', '--until', until, '--channel', 'findings'))).toEqual(
      all.filter((each) => each.includes('findings')),
    );
    expect(times(json('notices', '--since', '2026-11-03T12:00:00Z', '--until', until))).toEqual(all.slice(5));
    expect(times(json('notices', '--until', '2026-11-03T00:00:00Z'))).toEqual(all.slice(0, 2));
  });
  test('for people: no colours on a pipe, nothing of a record that a terminal takes for a command', () => {
    const { status, stdout } = run(['notices', '--until', until, '--channel', 'findings']);
    expect(status).toBe(0);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    expect(stdout).toContain('2026-11-02 10:00:00Z → findings\n🔴 critical: opened (prod)\n');
    expect(stdout).toContain('in ml-production');
    expect(stdout).toMatch(/Owner +mallory\\u001b\[2J\\u202eesrever\n/);
    expect(stdout).toMatch(/\n3 notices, nothing was sent\.\n$/);
  });
  test('a channel that is not told of accounts is not told of accounts', () => {
    const notices = json('notices', '--until', until, '--channel', 'ml-team').filter(
      ({ notice }) => notice.stories[0].resource.name === 'shop',
    );
    expect(notices).toHaveLength(2);
    expect(JSON.stringify(notices)).not.toMatch(/111122223333/);
  });
  test('--outbox keeps each, in a folder for each channel', () => {
    run(['notices', '--until', until, '--outbox', 'out']);
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['findings', 'ml-team']);
    const names = readdirSync(join(folder, 'out', 'ml-team'));
    expect(names).toHaveLength(4 * 4);
    const kept = names
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, 'out', 'ml-team', name), 'utf8')) as object);
    const told = json('notices', '--until', until, '--channel', 'ml-team').map(({ notice }) => notice as object);
    expect(new Set(kept)).toEqual(new Set(told));
  });
  test('of a store in which nothing is', () => {
    expect(run(['notices', '--store', 'empty.db'])).toMatchObject({
      status: 0,
      stdout: '0 notices, nothing was sent.\n',
    });
    expect(json('notices', '--store', 'empty.db')).toEqual([]);
  });
  test('says what is wrong with a question', () => {
    expect(run(['notices', '--channel', 'elsewhere'])).toMatchObject({
      status: 2,
      stderr: 'sagewatch: elsewhere: no such channel; there are findings, ml-team\n',
    });
    expect(run(['notices', '--store', 'nowhere.db']).status).toBe(2);
    write('file', '');
    expect(run(['notices', '--until', until, '--outbox', 'file']).stderr).toMatch(/the outbox can't be written/);
  });
  test('a shell completes it', () => {
    expect(run(['completion', 'bash']).stdout).toMatch(/ notices\) .*--channel --outbox/);
    expect(run(['completion', 'fish']).stdout).toContain("-n '__fish_seen_subcommand_from watch' -l 'notices'");
  });
});

describe('sagewatch watch --notices', () => {
  const words = ['watch', '--dir', 'in', '--store', 'watched.db', '--notices', '--outbox', 'live', '--every', '1'];

  test('tells as it goes, to all channels here, and ends with Ctrl-C', async () => {
    write('in/log.json', readFileSync(join(folder, 'log.json'), 'utf8'));
    const ended = await runUntil(words, (stdout) => stdout.split(' → ').length > 4);
    expect(ended.status).toBe(0);
    expect(ended.stdout).toContain('→ ml-team\n🔴 critical: opened (prod)\n');
    expect(ended.stderr).toContain('watching in; Ctrl-C ends');
    expect(readdirSync(join(folder, 'live')).toSorted()).toEqual(['findings', 'ml-team']);
  });
  test('a deployed stage tells by itself', () => {
    expect(run(['watch', '--stack', 'prod', '--notices'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('with --stack the service tells people'),
    });
  });
});
