import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { configurationIn } from './configuration-in.ts';

test.each([
  ['nothing', ''],
  ['comments', '# accounts:\n'],
  ['a document without content', '---\n...\n'],
  [
    'sections whose lines are all comments',
    'accounts:\n#  1: x\ntags:\nnetworks:\napproved:\ncontrols:\nwaivers:\nchannels:\nroutes:\nnotices:\nemail:\ndigest:\nowners:\n',
  ],
  ['a byte order mark and CRLF', '\ufeffaccounts: {}\r\nwaivers: []\r\n'],
])('%s: the defaults', (_, text) => {
  expect(configurationIn(text)).toEqual(defaultConfiguration);
});

test('every section is read (what is said of notices: notices.test.ts)', () => {
  const text = `
accounts:
  111122223333: { name: ml-production, environment: prod, data_class: phi, owner: ml-platform }
  444455556666: { environment: sandbox }
tags:
  environment: { key: stage, values: { live: prod, test: sandbox } }
  data_class: { values: { red: phi } }
  owner: null
regulated_data_classes: [PHI, secret]
organization: o-exampleorgid
trusted_accounts: [777788889999]
networks: [203.0.113.0/24, 2001:DB8::/32, 198.51.100.7, '::1']
vpc_endpoints: [vpce-0123456789abcdef0]
approved:
  lifecycle_configs: [idle-*]
  git_hosts: [GitHub.com]
  boundaries: [Limit-*]
detector_rules: ['*detector*']
personas:
  - roles: [ds-*, arn:aws:iam::111122223333:role/team/ds-*]
    tags: { persona: scientist, cost-center: 4711 }
    persona: data-scientist
    activities: [queryWorkgroups, manageJobs]
  - { tags: { persona: '*' }, persona: custom, activities: [manageModels], actions: [sagemaker:Describe*] }
controls:
  sagemaker/notebook-root-access: { severity: low, grace_minutes: 15 }
  kms/*: { grace_minutes: 0 }
due_days: { high: 3 }
control_metrics: true
frameworks: [hipaa, soc2, hipaa]
waivers:
  - control: sagemaker/notebook-root-access
    resource: research-*
    type: risk-accepted
    reason: >
      It is
      needed.
    requester: Alice
    approver: Bob
    approved: 2026-11-01
    until: 2027-06-30
    ticket: 4711
  - control: kms/*
    resource: '*'
    type: false-positive
    reason: r
    requester: a
    approver: b
    approved: 2026-11-01T10:00:00+01:00
    until: 2027-06-30T12:00:00Z
`;

  expect(configurationIn(text)).toEqual({
    accounts: {
      '111122223333': { environment: 'prod', dataClass: 'phi', owner: 'ml-platform' },
      '444455556666': { environment: 'sandbox', dataClass: null, owner: null },
    },
    tags: {
      environment: {
        key: 'stage',
        values: { ...defaultConfiguration.tags.environment?.values, live: 'prod', test: 'sandbox' },
      },
      dataClass: { key: 'data-class', values: { red: 'phi' } },
      owner: null,
    },
    regulatedDataClasses: ['phi', 'secret'],
    organization: 'o-exampleorgid',
    trustedAccounts: ['777788889999'],
    networks: ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7/32', '::1/128'],
    vpcEndpoints: ['vpce-0123456789abcdef0'],
    approved: { lifecycleConfigs: ['idle-*'], gitHosts: ['github.com'], boundaries: ['Limit-*'] },
    detectorRules: ['*detector*'],
    personas: [
      {
        roles: ['ds-*', 'arn:aws:iam::111122223333:role/team/ds-*'],
        tags: { persona: 'scientist', 'cost-center': '4711' },
        persona: 'data-scientist',
        activities: [
          'runStudioApps',
          'manageJobs',
          'manageModels',
          'manageExperiments',
          'visualizeExperiments',
          'accessS3Buckets',
          'queryWorkgroups',
        ],
        actions: [],
      },
      {
        roles: [],
        tags: { persona: '*' },
        persona: 'custom',
        activities: ['manageModels'],
        actions: ['sagemaker:Describe*'],
      },
    ],
    controls: {
      'sagemaker/notebook-root-access': { enabled: true, severity: 'low' },
      'kms/key-rotation': { enabled: true, severity: null },
    },
    dueDays: { critical: 1, high: 3, medium: 30, low: 90 },
    controlMetrics: true,
    frameworks: ['hipaa', 'soc2'],
    waivers: [
      {
        control: 'sagemaker/notebook-root-access',
        resource: 'research-*',
        type: 'risk-accepted',
        reason: 'It is needed.\n',
        requester: 'Alice',
        approver: 'Bob',
        approved: Date.parse('2026-11-01T00:00:00Z'),
        until: Date.parse('2027-06-30T23:59:59.999Z'),
        ticket: '4711',
      },
      {
        control: 'kms/*',
        resource: '*',
        type: 'false-positive',
        reason: 'r',
        requester: 'a',
        approver: 'b',
        approved: Date.parse('2026-11-01T09:00:00Z'),
        until: Date.parse('2027-06-30T12:00:00Z'),
        ticket: null,
      },
    ],
    notices: {
      ...defaultConfiguration.notices,
      accountNames: { '111122223333': 'ml-production' },
      graceOfControls: { 'sagemaker/notebook-root-access': 15, 'kms/key-rotation': 0 },
    },
  });
});

test.each(['012345678901', '"012345678901"', "'012345678901'", '000000000000', '111122223333'])(
  'an account id keeps its zeros: %s',
  (written) => {
    const { accounts, trustedAccounts } = configurationIn(
      `accounts:\n  ${written}: {}\ntrusted_accounts: [${written}]`,
    );
    const id = written.replaceAll(/["']/g, '');

    expect({ ids: Object.keys(accounts), trustedAccounts }).toEqual({ ids: [id], trustedAccounts: [id] });
  },
);

test('YAML 1.1 is read the same way: no octal numbers, no dates, no aliases', () => {
  const { trustedAccounts, waivers } = configurationIn(
    '%YAML 1.1\n---\ntrusted_accounts: [012345670123]\nwaivers:\n' +
      '- {control: kms/*, resource: a, type: risk-accepted, reason: r, requester: a, approver: b, until: 2027-06-30}\n',
  );

  expect(trustedAccounts).toEqual(['012345670123']);
  expect(waivers[0]?.until).toBe(Date.parse('2027-06-30T23:59:59.999Z'));
});

test.each([
  ['an id', 'kms/key-rotation: { enabled: false }', { 'kms/key-rotation': { enabled: false, severity: null } }],
  [
    'an alias stands for the id',
    'sagemaker-notebook-root-access: { severity: low }',
    { 'sagemaker/notebook-root-access': { enabled: true, severity: 'low' } },
  ],
  [
    'a pattern stands for all it matches',
    'sagemaker/*: { enabled: false }',
    {
      'sagemaker/notebook-root-access': { enabled: false, severity: null },
      'sagemaker/notebook-volume-key': { enabled: false, severity: null },
    },
  ],
  [
    'an id comes before a pattern, also one that stands below it; what it leaves open the pattern fills',
    'sagemaker/notebook-volume-key: { enabled: true }\n  sagemaker/*: { enabled: false, severity: low }',
    {
      'sagemaker/notebook-root-access': { enabled: false, severity: 'low' },
      'sagemaker/notebook-volume-key': { enabled: true, severity: 'low' },
    },
  ],
  [
    'a later pattern comes before an earlier one',
    'k*: { severity: low }\n  kms/*: { severity: critical }',
    { 'kms/key-rotation': { enabled: true, severity: 'critical' } },
  ],
])('controls: %s', (_, text, expected) => {
  expect(configurationIn(`controls:\n  ${text}`).controls).toEqual(expected);
});
