import { expect, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { activities } from '../../shared/iam/personas/index.ts';
import { controls } from './configuration-in.ts';

const problemsIn = (text: string): string[] => {
  const read = readConfiguration(text, 's.yml', { controls });
  return 'problems' in read ? read.problems.map(({ message }) => message) : [];
};

const keys =
  'accounts, tags, regulated_data_classes, organization, trusted_accounts, networks, vpc_endpoints, approved, detector_rules, personas, controls, due_days, control_metrics, frameworks, waivers, waiver_max_days, owners, default_owner, channels, routes, notices, email, digest, time_zone';
const persona = 'one of data-scientist, mlops, compute, custom';
const waiver = 'control: kms/*, resource: x, type: risk-accepted, reason: r, requester: a, approver: b';
const day = 'the last day it holds, such as 2027-06-30; every waiver has an end';
const id = 'an account id: 12 digits, also the zeros at its front';
const network = 'a CIDR block of yours, such as 203.0.113.0/24 or 2001:db8::/32';
const control = 'the id of a control (`sagewatch controls` lists them), or a pattern with *';

test.each([
  [
    'an unknown key',
    '\nacounts: {}',
    `s.yml:2:1: acounts: unknown key, did you mean "accounts"?; expected one of ${keys}`,
  ],
  [
    'another spelling of a key',
    'trustedAccounts: []',
    `s.yml:1:1: trustedAccounts: unknown key, did you mean "trusted_accounts"?; expected one of ${keys}`,
  ],
  ['a key like no other', 'zzz: 1', `s.yml:1:1: zzz: unknown key; expected one of ${keys}`],
  [
    'an unknown key further in',
    'accounts:\n  111122223333:\n    owner: a\n    env: prod',
    's.yml:4:5: accounts.111122223333.env: unknown key; expected one of name, environment, data_class, owner',
  ],
  [
    'a reserved key',
    'accounts:\n  __proto__: {}',
    's.yml:2:3: accounts: unknown key "__proto__"; expected another key',
  ],
  ['not a map', '- a', `s.yml:1:1: found a list; expected a map of ${keys}`],
  ['a text', 'hello', `s.yml:1:1: found "hello"; expected a map of ${keys}`],
  ['a section of another kind', 'waivers: none', 's.yml:1:10: waivers: found "none"; expected a list of waivers'],
  [
    'a word that is none of the allowed',
    'accounts:\n  111122223333: { environment: prd }',
    's.yml:2:32: accounts.111122223333.environment: found "prd", did you mean "prod"?; expected one of prod, dev, sandbox',
  ],
  [
    'a meaning that is none of the allowed',
    'tags:\n  environment:\n    values: { live: yes }',
    's.yml:3:21: tags.environment.values.live: found "yes"; expected one of prod, dev, sandbox',
  ],
  [
    'a severity',
    'controls:\n  kms/*:\n    severity: hihg',
    's.yml:3:15: controls["kms/*"].severity: found "hihg", did you mean "high"?; expected one of critical, high, medium, low',
  ],
  [
    'yes for true',
    'controls:\n  kms/*:\n    enabled: no',
    's.yml:3:14: controls["kms/*"].enabled: found "no"; expected true or false',
  ],
  [
    'a framework',
    'frameworks:\n  - hipa',
    's.yml:2:5: frameworks[0]: found "hipa", did you mean "hipaa"?; expected one of nist-800-53-r5, fedramp-moderate-r5, pci-dss-v4.0.1, hipaa, iso-27001-2022, soc2, cis-aws-v6, aws-fsbp, aws-ai-security',
  ],
  [
    'an account id that lost its zero',
    'accounts:\n  12345678901: {}',
    `s.yml:2:3: accounts.12345678901: found the key "12345678901"; expected ${id}`,
  ],
  [
    'an account id that is none',
    'trusted_accounts: [1.5]',
    `s.yml:1:20: trusted_accounts[0]: found "1.5"; expected ${id}`,
  ],
  [
    'an organization',
    'organization: 12',
    's.yml:1:15: organization: found "12"; expected the id of an organization, such as o-exampleorgid',
  ],
  [
    'a network of 33 bits',
    'networks:\n- 10.0.0.0/33',
    `s.yml:2:3: networks[0]: found "10.0.0.0/33"; expected ${network}`,
  ],
  ['a network that is none', 'networks: [10.0.0/8]', `s.yml:1:12: networks[0]: found "10.0.0/8"; expected ${network}`],
  ['the whole internet', 'networks: ["::/0"]', `s.yml:1:12: networks[0]: found "::/0"; expected ${network}`],
  [
    'an IPv6 network of 129 bits',
    'networks: ["2001:db8::/129"]',
    `s.yml:1:12: networks[0]: found "2001:db8::/129"; expected ${network}`,
  ],
  [
    'a VPC endpoint',
    'vpc_endpoints: [vpc-1]',
    's.yml:1:17: vpc_endpoints[0]: found "vpc-1"; expected the id of a VPC endpoint, such as vpce-0123456789abcdef0',
  ],
  [
    'a host with a scheme',
    'approved:\n  git_hosts: [https://github.com]',
    's.yml:2:15: approved.git_hosts[0]: found "https://github.com"; expected a host without https:// and path, such as github.com',
  ],
  [
    'an unknown control',
    'controls:\n  kms/key-rotaton: {}',
    `s.yml:2:3: controls["kms/key-rotaton"]: unknown control, did you mean "kms/key-rotation"?; expected ${control}`,
  ],
  [
    'a pattern of no control',
    'controls:\n  s3/*: {}',
    `s.yml:2:3: controls["s3/*"]: matches no control; expected ${control}`,
  ],
  [
    'one control under two names',
    'controls:\n  sagemaker/notebook-root-access: {}\n  sagemaker-notebook-root-access: {}',
    's.yml:3:3: controls.sagemaker-notebook-root-access: is the same control as sagemaker/notebook-root-access; expected each control once',
  ],
  [
    'a control without settings',
    'controls:\n  kms/key-rotation:',
    's.yml:2:20: controls["kms/key-rotation"]: found nothing; expected a map of enabled, severity, grace_minutes',
  ],
  [
    'a persona that is none',
    'personas:\n- { roles: [ds-*], persona: data-scientst }',
    `s.yml:2:29: personas[0].persona: found "data-scientst", did you mean "data-scientist"?; expected ${persona}`,
  ],
  ['no persona', 'personas:\n- roles: [ds-*]', `s.yml:2:3: personas[0].persona: is missing; expected ${persona}`],
  [
    'an activity that is none',
    'personas:\n- { roles: [ds-*], persona: custom, activities: [manageJob] }',
    `s.yml:2:50: personas[0].activities[0]: found "manageJob", did you mean "manageJobs"?; expected one of ${activities.map((activity) => activity.id).join(', ')}`,
  ],
  [
    'a persona of nobody',
    'personas:\n- { persona: mlops }\n- { persona: mlops, roles: [], tags: {} }',
    's.yml:2:3: personas[0].roles: is missing; expected names or ARNs of roles, or tags that they carry',
    's.yml:3:28: personas[1].roles: found a list; expected names or ARNs of roles, or tags that they carry',
  ],
  [
    'a custom persona that does nothing',
    'personas:\n- { roles: [ds-*], persona: custom }',
    's.yml:2:3: personas[0].activities: is missing; expected what a custom persona does: activities, or actions',
  ],
  [
    'an action that is none',
    'personas:\n- { roles: [ds-*], persona: mlops, actions: [sagemaker:UpdatePipelne, s3:Fetch*, "*"] }',
    's.yml:2:82: personas[0].actions[2]: found "*"; expected an action, such as sagemaker:UpdatePipeline, or a pattern with * of one service',
  ],
  [
    'an action that its service does not have',
    'personas:\n- { roles: [ds-*], persona: mlops, actions: [sagemaker:UpdatePipelne, s3:Fetch*, sqs:Any] }',
    's.yml:2:46: personas[0].actions[0]: unknown action, did you mean "sagemaker:UpdatePipeline"?; expected an action of sagemaker, or a pattern with *',
    's.yml:2:71: personas[0].actions[1]: matches no action; expected an action of s3, or a pattern with *',
  ],
  ['a waiver without an end', `waivers:\n- {${waiver}}`, `s.yml:2:3: waivers[0].until: is missing; expected ${day}`],
  [
    'a waiver with an empty end',
    `waivers:\n- {${waiver}, until: }`,
    `s.yml:2:99: waivers[0].until: found nothing; expected ${day}`,
  ],
  [
    'a date that is none',
    `waivers:\n- {${waiver}, until: 2027-02-30}`,
    `s.yml:2:99: waivers[0].until: found "2027-02-30"; expected ${day}`,
  ],
  [
    'a month that is none',
    `waivers:\n- {${waiver}, until: 2027-13-01}`,
    `s.yml:2:99: waivers[0].until: found "2027-13-01"; expected ${day}`,
  ],
  [
    'a time without a zone',
    `waivers:\n- {${waiver}, until: 2027-06-30T10:00:00}`,
    `s.yml:2:99: waivers[0].until: found "2027-06-30T10:00:00"; expected ${day}`,
  ],
  [
    'a word for a date',
    `waivers:\n- {${waiver}, until: soon}`,
    `s.yml:2:99: waivers[0].until: found "soon"; expected ${day}`,
  ],
  [
    'an end before its approval',
    `waivers:\n- {${waiver}, until: 2026-01-01, approved: 2026-01-02}`,
    's.yml:2:121: waivers[0].approved: found "2026-01-02"; expected a date not after `until`',
  ],
  [
    'an empty reason',
    `waivers:\n- {${waiver.replace('reason: r', "reason: ' '")}, until: 2027-06-30}`,
    `s.yml:2:62: waivers[0].reason: found " "; expected the reason, in words`,
  ],
  [
    'a waiver type',
    `waivers:\n- {${waiver.replace('risk-accepted', 'accepted')}, until: 2027-06-30}`,
    's.yml:2:39: waivers[0].type: found "accepted"; expected one of false-positive, risk-accepted, compensating-control, planned-change',
  ],
  [
    'a key twice',
    'accounts: {}\nnetworks: []\naccounts: {}',
    's.yml:3:1: the key "accounts" is here twice; expected each key once',
  ],
  [
    'an account twice',
    "accounts:\n  111122223333: {}\n  '111122223333': {}",
    's.yml:3:3: accounts: the key "111122223333" is here twice; expected each key once',
  ],
  [
    'an alias',
    'networks: &n []\nvpc_endpoints: *n',
    's.yml:1:14: networks: found an anchor (&); expected no anchor: aliases are not read',
    's.yml:2:16: vpc_endpoints: found an alias (*); expected the value itself: aliases are not read',
  ],
  ['an open quote', 'organization: "o-', 's.yml:1:18: Missing closing "quote; expected valid YAML'],
  ['a tab', 'accounts:\n\t111122223333: {}', 's.yml:2:1: Tabs are not allowed as indentation; expected valid YAML'],
  ['a tag', 'organization: !secret x', 's.yml:1:15: Unresolved tag: !secret; expected valid YAML'],
  [
    'two documents',
    'networks: []\n---\nnetworks: []',
    's.yml:2:1: found a second document (---); expected one document',
  ],
  ['a list as a key', '[a]: 1', 's.yml:1:1: With stringKeys, all keys must be strings; expected valid YAML'],
  [
    'a control character',
    'organization: "\\e[31m\\u009b\\u202e"',
    String.raw`s.yml:1:15: organization: found "\u001b[31m\u009b\u202e"; expected the id of an organization, such as o-exampleorgid`,
  ],
  [
    'several, in the order of the file',
    'networks: [a]\nacounts: 1\norganization: x',
    `s.yml:1:12: networks[0]: found "a"; expected ${network}`,
    `s.yml:2:1: acounts: unknown key, did you mean "accounts"?; expected one of ${keys}`,
    's.yml:3:15: organization: found "x"; expected the id of an organization, such as o-exampleorgid',
  ],
])('%s', (_, text, ...messages) => {
  expect(problemsIn(text)).toEqual(messages);
});

test('a problem tells its parts too', () => {
  expect(readConfiguration('\nnetworks: 1', 's.yml', { controls })).toEqual({
    problems: [
      {
        line: 2,
        column: 11,
        path: 'networks',
        expected: 'a list of CIDR blocks',
        message: 's.yml:2:11: networks: found "1"; expected a list of CIDR blocks',
      },
    ],
  });
});
