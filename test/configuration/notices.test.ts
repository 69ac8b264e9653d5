import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configurationSchemaText } from '../../infra/generate/configuration-schema.ts';
import { controls as everyControl } from '../../shared/catalogue.ts';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { configurationIn } from './configuration-in.ts';

test('everything that is said of notices is read', () => {
  const text = `
accounts:
  111122223333: { name: ml-production, environment: prod }
controls:
  sagemaker/notebook-root-access: { severity: low, grace_minutes: 15 }
  kms/*: { grace_minutes: 0 }
waiver_max_days: 90
owners:
  - { actor: 'arn:aws:iam::*:role/ml-*', owner: ml-platform }
default_owner: security
channels:
  ml-team: { kind: slack-webhook, secret: slack-webhook-ml }
  security: { kind: slack-bot, secret: slack-token, channel: C0123456789 }
  machines: { kind: sns, topic: 'arn:aws:sns:eu-central-1:111122223333:other' }
  rules: { kind: event-bus, bus: default }
  auditors: { kind: email, to: [audit@example.com] }
routes:
  - severities: [critical]
    controls: [kms/*, sagemaker-notebook-root-access]
    frameworks: [hipaa]
    accounts: [111122223333]
    environments: [prod]
    data_classes: [phi, 4]
    owners: [ml-platform]
    channels: [security, findings, security]
    redact: [people, evidence, people]
  - channels: [machines]
notices:
  grace_minutes: 0
  gather_minutes: 20
  hourly_limit: 5
  otherwise: [ml-team, ml-team]
  automation: [arn:aws:iam::111122223333:role/ci/deploy]
  planned_changes:
    - { actor: 'arn:aws:iam::111122223333:role/net-*', resources: ['*'], from: 2026-11-07, until: 2026-11-08, reason: r }
    - { resources: [a, b-*], from: 2026-11-07T20:00:00+01:00, until: 2026-11-08T04:00:00Z, reason: r }
email: { from: Sagewatch <sagewatch@example.com> }
digest:
  audiences:
    - { name: all, to: [a@example.com] }
    - { name: ml, to: [b@example.com, c@example.com], accounts: [012345678901], owners: [ml-platform] }
time_zone: Europe/Berlin
`;

  expect(configurationIn(text).notices).toEqual({
    timeZone: 'Europe/Berlin',
    graceMinutes: 0,
    graceOfControls: { 'sagemaker/notebook-root-access': 15, 'kms/key-rotation': 0 },
    gatherMinutes: 20,
    hourlyLimit: 5,
    channels: {
      findings: { kind: 'sns', topic: null },
      'ml-team': { kind: 'slack-webhook', secret: 'slack-webhook-ml' },
      security: { kind: 'slack-bot', secret: 'slack-token', channel: 'C0123456789' },
      machines: { kind: 'sns', topic: 'arn:aws:sns:eu-central-1:111122223333:other' },
      rules: { kind: 'event-bus', bus: 'default' },
      auditors: { kind: 'email', to: ['audit@example.com'] },
    },
    routes: [
      {
        severities: ['critical'],
        controls: ['kms/*', 'sagemaker-notebook-root-access'],
        frameworks: ['hipaa'],
        accounts: ['111122223333'],
        environments: ['prod'],
        dataClasses: ['phi', '4'],
        owners: ['ml-platform'],
        channels: ['security', 'findings'],
        redact: ['people', 'evidence'],
      },
      {
        severities: [],
        controls: [],
        frameworks: [],
        accounts: [],
        environments: [],
        dataClasses: [],
        owners: [],
        channels: ['machines'],
        redact: [],
      },
    ],
    otherwise: ['ml-team'],
    ownersOfActors: [{ actor: 'arn:aws:iam::*:role/ml-*', owner: 'ml-platform' }],
    defaultOwner: 'security',
    automation: ['arn:aws:iam::111122223333:role/ci/deploy'],
    plannedChanges: [
      {
        actor: 'arn:aws:iam::111122223333:role/net-*',
        resources: ['*'],
        from: Date.parse('2026-11-07T00:00:00Z'),
        until: Date.parse('2026-11-08T23:59:59.999Z'),
        reason: 'r',
      },
      {
        actor: null,
        resources: ['a', 'b-*'],
        from: Date.parse('2026-11-07T19:00:00Z'),
        until: Date.parse('2026-11-08T04:00:00Z'),
        reason: 'r',
      },
    ],
    accountNames: { '111122223333': 'ml-production' },
    sender: 'Sagewatch <sagewatch@example.com>',
    audiences: [
      { name: 'all', to: ['a@example.com'], accounts: [], owners: [] },
      {
        name: 'ml',
        to: ['b@example.com', 'c@example.com'],
        accounts: ['012345678901'],
        owners: ['ml-platform'],
      },
    ],
    waiverDays: 90,
  });
});

describe('what is left out has its default', () => {
  const usual = defaultConfiguration.notices;

  test.each([
    [
      'channels are added to what is there',
      'channels: { a: { kind: sns } }',
      { channels: { ...usual.channels, a: { kind: 'sns', topic: null } } },
    ],
    [
      'findings may be another channel',
      'channels: { findings: { kind: event-bus, bus: b } }',
      { channels: { findings: { kind: 'event-bus', bus: 'b' } } },
    ],
    [
      'an id comes before a pattern',
      'controls: { kms/key-rotation: { grace_minutes: 1 }, "*": { severity: low, grace_minutes: 2 } }',
      {
        graceOfControls: {
          'kms/key-rotation': 1,
          'sagemaker/notebook-root-access': 2,
          'sagemaker/notebook-volume-key': 2,
        },
      },
    ],
    [
      'keys without anything behind them',
      'notices:\n  grace_minutes:\n  otherwise:\n  planned_changes:\nemail:\n  from:\ndigest:\n  audiences:\n',
      {},
    ],
    ['a time zone in any case', 'time_zone: europe/berlin', { timeZone: 'europe/berlin' }],
  ])('%s', (_, text, expected) => {
    expect(configurationIn(text).notices).toEqual({ ...usual, ...expected });
  });
});

/** The YAML examples in a text. */
const examplesIn = (text: string): string[] =>
  [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);

const documentation = (name: string): string => readFileSync(`docs/${name}.md`, 'utf8');
/** A chapter of a document; there are other files in YAML in others. */
const chapter = (text: string, title: string): string =>
  text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

const everythingIn = (text: string) => {
  const read = readConfiguration(text, 'sagewatch.yml', { controls: everyControl });
  return 'problems' in read ? read.problems.map(({ message }) => message) : read.configuration.notices;
};

const fitsSchema = new Ajv({ strict: false, allowUnionTypes: true }).compile(
  JSON.parse(configurationSchemaText()) as object,
);

describe('the examples of the documentation', () => {
  const examples = [documentation('configuration'), chapter(documentation('notices'), 'Who is told')].flatMap(
    examplesIn,
  );

  test('are there', () => expect(examples.length).toBeGreaterThan(3));
  test.each(examples)('are without problems, for us and for editors: %s', (text) => {
    expect(everythingIn(text)).not.toBeInstanceOf(Array);
    expect([fitsSchema(parse(text)), fitsSchema.errors]).toEqual([true, null]);
  });
  test('one has a channel of every kind', () => {
    const kinds = examples
      .map(everythingIn)
      .map((notices) => (Array.isArray(notices) ? [] : Object.values(notices.channels).map(({ kind }) => kind)));
    expect(kinds.map((each) => new Set(each).size)).toContain(5);
  });
});

describe('editors say of a channel what we say', () => {
  test.each([
    ['{ kind: slack-webhook, secret: slack-webhook }', true],
    ['{ kind: slack-webhook, secret: slack-token }', false],
    ['{ kind: slack-webhook }', false],
    ['{ kind: slack-webhook, secret: slack-webhook, channel: C0123456789 }', false],
    ['{ kind: slack-bot, secret: slack-token, channel: C0123456789 }', true],
    ['{ kind: slack-bot, secret: slack-webhook, channel: C0123456789 }', false],
    ['{ kind: slack-bot, secret: slack-token }', false],
    ['{ kind: sns }', true],
    ['{ kind: sns, topic: }', true],
    ['{ kind: sns, bus: default }', false],
    ['{ kind: event-bus, bus: default }', true],
    ['{ kind: event-bus }', false],
    ['{ kind: email, to: [] }', false],
    ['{ kind: teams }', false],
    ['{}', false],
    ['', false],
  ])('%s', (channel, isRight) => {
    const text = `channels:\n  a: ${channel}\n`;
    expect([Array.isArray(everythingIn(text)), fitsSchema(parse(text))]).toEqual([!isRight, isRight]);
  });
});
