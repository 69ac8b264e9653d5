import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { run, json, write, remove } = commandLine();
afterAll(remove);

const hostileOwner = 'mallory\u001b[2J\u202eesrever';
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
      tags,
    },
  });
const control = 'sagemaker/notebook-root-access';
const arnOf = (name: string) => `arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/${name}`;

const configuration = `
accounts:
  111122223333: { name: ml-production, environment: prod, data_class: phi, owner: ml-platform }
owners: [{ actor: 'arn:aws:iam::*:role/ci-*', owner: release }]
default_owner: security
channels:
  ml-team: { kind: slack-webhook, secret: slack-webhook-ml }
  security: { kind: slack-bot, secret: slack-token, channel: C0123456789 }
  spare: { kind: event-bus, bus: default }
routes:
  - { owners: [ml-platform, release], channels: [ml-team] }
  - { severities: [critical, high], environments: [prod], channels: [security, ml-team], redact: [accounts, evidence] }
  - { owners: [web], channels: [findings] }
`;
write('sagewatch.yml', configuration);
write(
  'log.json',
  JSON.stringify({
    Records: [
      created('exploration', '2026-11-02T10:00:00Z', []),
      created('hostile', '2026-11-02T11:00:00Z', [{ key: 'owner', value: hostileOwner }]),
      created('waived', '2026-11-02T12:00:00Z', []),
    ],
  }),
);

describe('without a store', () => {
  test('a finding that there might be: its account says where it belongs', () => {
    const [routed] = json('routes', 'test', arnOf('planned'), '--control', control);
    expect(routed).toMatchObject({
      type: 'routed',
      control,
      severity: 'critical',
      resource: { account: '111122223333', name: 'planned' },
      owner: { owner: 'ml-platform', by: 'account' },
      told: [
        {
          channel: 'ml-team',
          settings: { kind: 'slack-webhook', secret: 'slack-webhook-ml' },
          redact: ['accounts', 'evidence'],
          because: [
            'routes[0]: owner ml-platform (its account says so)',
            'routes[1]: severity critical, environment prod',
          ],
        },
        { channel: 'security', redact: ['accounts', 'evidence'] },
      ],
      others: [{ route: 'routes[2]', because: 'owner ml-platform, not web' }],
    });
    expect(routed).not.toHaveProperty('finding');
    expect(routed?.['notes']).toContain('Its tags are not known: what is told of it is told of its account.');
  });
  test.each([
    ['nobody did it yet', [], { owner: 'security', by: 'default' }, ['findings']],
    [
      'its actor',
      ['--actor', 'arn:aws:iam::444455556666:role/ci-deploy'],
      { owner: 'release', by: 'actor' },
      ['ml-team'],
    ],
  ])('an account that nothing is told of: %s', (_, words, owner, channels) => {
    const arn = arnOf('planned').replace('111122223333', '444455556666');
    const [routed] = json('routes', 'test', arn, '--control', control, ...words);
    expect(routed?.['owner']).toEqual(owner);
    expect(routed?.['told'].map(({ channel }: { channel: string }) => channel)).toEqual(channels);
  });
  test('an ARN that names no account', () => {
    const [routed] = json(
      'routes',
      'test',
      'arn:aws:s3:::data',
      '--control',
      's3/bucket-policy-tls',
      '--severity',
      'high',
    );
    expect(routed).toMatchObject({
      severity: 'high',
      placement: { environment: null },
      notes: [
        'Its tags are not known, and its ARN names no account.',
        'Who did it may say who answers for it: --actor ARN.',
      ],
    });
    expect(routed?.['told']).toMatchObject([{ channel: 'findings', because: ['no route fits'] }]);
  });
  test.each([
    [['test', 'exploration'], 'exploration: no open finding'],
    [['test', 'exploration', '--control', control], 'nothing of this name was ever seen'],
    [['test', 'arn:aws:s3:::*', '--control', control], 'nothing of this name was ever seen'],
    [['test', arnOf('x'), '--control', 'no/such'], 'no/such: there is no such control'],
    [['test', arnOf('x'), '--control', control, '--actor', 'alice'], 'the ARN of a role or user'],
    [['test', arnOf('x'), '--control', control, '--severity', 'grave'], 'Allowed choices'],
    [['test', 'x', '--store', 'none.db'], 'no store yet'],
    [['test', 'x', '--config', 'none.yml'], 'no such file'],
    [['test'], 'missing required argument'],
  ])('%j: exit 2 and one line', (words, expected) => {
    const { status, stdout, stderr } = run(['routes', ...words]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('with a store', () => {
  beforeAll(() => {
    run(['replay', 'log.json', '--store', 'used.db']);
  });

  test('each open finding of a resource, and why it goes where it goes', () => {
    const routed = json('routes', 'test', 'exploration', '--store', 'used.db', '--control', control);
    expect(routed).toHaveLength(1);
    expect(routed[0]).toMatchObject({
      finding: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      owner: { owner: 'ml-platform', by: 'account' },
      notes: [],
    });
    const all = json('routes', 'test', '*', '--store', 'used.db');
    expect(all.length).toBeGreaterThan(3);
  });
  test('as if it were of another severity', () => {
    const [routed] = json(
      'routes',
      'test',
      'exploration',
      '--store',
      'used.db',
      '--control',
      control,
      '--severity',
      'low',
    );
    expect(routed).toMatchObject({ severity: 'low', told: [{ channel: 'ml-team', redact: [] }] });
  });
  test('a tag comes before the account, and what it holds reaches no terminal', () => {
    const { status, stdout } = run(['routes', 'test', 'hostile', '--store', 'used.db', '--control', control]);
    expect(status).toBe(0);
    expect(stdout).toContain('owner mallory\\u001b[2J\\u202eesrever (its tag says so)');
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  });
  test('for people: who, where, what is left out, why, and what does not fit', () => {
    const { stdout } = run(['routes', 'test', 'exploration', '--store', 'used.db', '--control', control]);
    expect(stdout.split('\n').slice(1)).toEqual([
      '  owner ml-platform (its account says so), environment prod, data class phi',
      '  Told      Where                               Left out            Why',
      '  ml-team   Slack, by webhook slack-webhook-ml  accounts, evidence  routes[0]: owner ml-platform (its account says so); routes[1]: severity critical, environment prod',
      '  security  Slack C0123456789, by bot           accounts, evidence  routes[1]: severity critical, environment prod',
      '  Not by',
      '    routes[2]: owner ml-platform, not web',
      '',
      'No route names: spare',
      '',
    ]);
  });
  test('without a finding of that control: one that there might be, with what is known of the resource', () => {
    const [routed] = json(
      'routes',
      'test',
      'hostile',
      '--store',
      'used.db',
      '--control',
      'sagemaker/notebook-direct-internet-access',
    );
    expect(routed).not.toHaveProperty('finding');
    expect(routed).toMatchObject({ owner: { owner: hostileOwner, by: 'tag' }, resource: { name: 'hostile' } });
    const { status, stderr } = run([
      'routes',
      'test',
      'hostile',
      '--store',
      'used.db',
      '--control',
      's3/bucket-policy-tls',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('s3/bucket-policy-tls is about s3/bucket, and it is none');
  });
  test('a waiver is told of', () => {
    const waiver = `control: ${control}, resource: waived, type: risk-accepted, reason: r, requester: a, approver: b, until: 2999-12-31`;
    write('waived.yml', `${configuration}waivers:\n  - { ${waiver} }\n`);
    const words = ['routes', 'test', 'waived', '--store', 'used.db', '--control', control, '--config', 'waived.yml'];
    expect(json(...words)[0]?.['notes']).toEqual(['A waiver covers it until 2999-12-31 23:59:59Z.']);
  });
});
