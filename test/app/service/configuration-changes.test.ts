import { describe, expect, test } from 'vitest';
import { configurationChanges, neededDeploys } from '../../../shared/app/service/configuration-changes.ts';
import { controls } from '../../../shared/catalogue.ts';
import { readConfiguration } from '../../../shared/configuration/read.ts';

const configuration = (text: string) => {
  const read = readConfiguration(text, 'sagewatch.yml', { controls });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.configuration;
};
const changes = (before: string, after: string) => configurationChanges(configuration(before), configuration(after));
const told = (before: string, after: string) =>
  changes(before, after).map(({ section, subject, kind }) =>
    [kind, section, ...(subject === undefined ? [] : [subject])].join(' '),
  );

const waiver = (until: string) =>
  `waivers:\n  - { control: kms/key-rotation, resource: a, type: risk-accepted, reason: r, requester: a, approver: b, until: ${until} }\n`;
const persona = (roles: string, kind: string) => `  - { roles: [${roles}], persona: ${kind} }\n`;

describe('what changes between two configurations', () => {
  test.each([
    ['nothing', 'organization: o-exampleorgid', 'organization: "o-exampleorgid" # the same', []],
    ['a value', '', 'organization: o-exampleorgid', ['changed organization']],
    ['an entry by name', '', 'accounts: { "111122223333": { environment: prod } }', ['added accounts 111122223333']],
    [
      'a member of an entry',
      'accounts: { "111122223333": { environment: prod } }',
      'accounts: { "111122223333": { environment: dev } }',
      ['changed accounts 111122223333'],
    ],
    [
      'the members in another order',
      'accounts: { "111122223333": { environment: prod, owner: a } }',
      'accounts: { "111122223333": { owner: a, environment: prod } }',
      [],
    ],
    [
      'an item of a list',
      'networks: [203.0.113.0/24]',
      'networks: [198.51.100.0/24]',
      ['removed networks 203.0.113.0/24', 'added networks 198.51.100.0/24'],
    ],
    [
      'what is approved',
      '',
      'approved: { git_hosts: [git.example.org] }',
      ['added approved.git_hosts git.example.org'],
    ],
    ['a control', '', 'controls: { kms/key-rotation: { enabled: false } }', ['added controls kms/key-rotation']],
    ['a waiver', waiver('2027-06-30'), waiver('2027-07-31'), ['changed waivers kms/key-rotation on a']],
    [
      'the order of personas, of which the first that fits counts',
      `personas:\n${persona('a-*', 'mlops')}${persona('a-b', 'compute')}`,
      `personas:\n${persona('a-b', 'compute')}${persona('a-*', 'mlops')}`,
      ['changed personas'],
    ],
    [
      'what is said of notices, each where it stands',
      '',
      'time_zone: Europe/Berlin\naccounts: { "111122223333": { name: ml } }\nchannels: { a: { kind: sns } }\nroutes: [{ channels: [a] }]\n' +
        'notices: { grace_minutes: 5, otherwise: [a] }\nemail: { from: a@example.com }\ndigest: { audiences: [{ name: all, to: [a@example.com] }] }\ndefault_owner: security',
      [
        'added accounts 111122223333',
        'changed time_zone',
        'changed notices.grace_minutes',
        'added channels a',
        expect.stringMatching(/^added routes .*"channels":\["a"\]/) as string,
        'removed notices.otherwise findings',
        'added notices.otherwise a',
        'changed default_owner',
        'added accounts.name 111122223333',
        'changed email.from',
        'added digest.audiences all',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
  test('a section that this version does not know yet is compared as well', () => {
    const before = { ...configuration(''), routes: { ops: { severity: 'high' } } };
    const after = { ...configuration(''), routes: { ops: { severity: 'low' } } };
    expect(configurationChanges(before, after)).toMatchObject([{ section: 'routes', subject: 'ops', kind: 'changed' }]);
  });
});

describe('what takes a deployment', () => {
  const needed = (before: string, after: string, home?: string) =>
    neededDeploys(changes(before, after), { stage: 'prod', home }).map(({ section, subject, why }) => [
      section,
      subject,
      why,
    ]);
  const account = (id: string) => `accounts: { "${id}": { environment: prod } }`;

  test('another organization', () => {
    expect(needed('', 'organization: o-exampleorgid')).toEqual([
      ['organization', undefined, expect.stringContaining('--stage prod --organization o-exampleorgid') as string],
    ]);
    expect(needed('organization: o-exampleorgid', '')[0]?.[2]).toContain('--organization none');
  });
  test('an account that has to forward first; not the own one, and not one that is known', () => {
    expect(needed('', account('444455556666'), '111122223333')).toEqual([
      ['accounts', '444455556666', expect.stringContaining('infra/forwarder.yml') as string],
    ]);
    expect(needed('', account('111122223333'), '111122223333')).toEqual([]);
    expect(needed(account('444455556666'), '')).toEqual([]);
  });
  test('no control, waiver, network or tag', () => {
    expect(
      needed(
        '',
        `controls: { kms/key-rotation: { enabled: false } }\nnetworks: [203.0.113.0/24]\n${waiver('2027-06-30')}`,
      ),
    ).toEqual([]);
  });
});
