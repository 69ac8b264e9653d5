import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { controls } from './configuration-in.ts';

const problemsIn = (text: string): string[] => {
  const read = readConfiguration(text, 's.yml', { controls });
  return 'problems' in read ? read.problems.map(({ message }) => message) : [];
};

const kinds = 'one of slack-webhook, slack-bot, sns, event-bus, email';
const channelList = 'a list of names of channels';
const zone = 'the IANA name of a time zone, such as Europe/Berlin, or UTC';
const control = 'the id of a control (`sagewatch controls` lists them), or a pattern with *';
const actor = 'the ARN of a role or user, or a pattern with *, such as arn:aws:iam::111122223333:role/ml-*';
const exact = 'the exact ARN of a role or user, without *, such as arn:aws:iam::111122223333:role/deploy';
const sender = 'an email address, also with a name before it: Sagewatch <sagewatch@example.com>';
const noSender = 'whom the email comes from that is sent here, such as Sagewatch <sagewatch@example.com>';

describe('what is wrong is told with its place', () => {
  test.each([
    ['a kind', 'channels:\n  a: { kind: teams }', `2:14: channels.a.kind: found "teams"; expected ${kinds}`],
    [
      'a misspelt kind',
      'channels:\n  a: { kind: slack_bot }',
      `2:14: channels.a.kind: found "slack_bot", did you mean "slack-bot"?; expected ${kinds}`,
    ],
    ['no kind', 'channels:\n  a: { secret: slack-webhook }', `2:6: channels.a.kind: is missing; expected ${kinds}`],
    ['no channel', 'channels:\n  a:', '2:5: channels.a: found nothing; expected a map of kind and what it takes'],
    [
      'what another kind takes',
      'channels:\n  a: { kind: slack-webhook, secret: slack-webhook, channel: C0123456789 }',
      '2:52: channels.a.channel: unknown key; expected one of kind, secret',
    ],
    [
      'a misspelt member',
      'channels:\n  a: { kind: event-bus, buss: default }',
      '2:6: channels.a.bus: is missing; expected the name or the ARN of an event bus, such as default',
      '2:25: channels.a.buss: unknown key, did you mean "bus"?; expected one of kind, bus',
    ],
    [
      'the secret of another kind, which is not shown',
      'channels:\n  a: { kind: slack-webhook, secret: slack-token }',
      '2:37: channels.a.secret: found something else; expected the name under which `sagewatch secret set` keeps it: slack-webhook, or slack-webhook-NAME',
    ],
    [
      'a webhook of somebody else, which is not shown',
      'channels:\n  a: { kind: slack-webhook, secret: "https://chat.example.com/hooks/x" }',
      '2:37: channels.a.secret: found something else; expected the name under which `sagewatch secret set` keeps it: slack-webhook, or slack-webhook-NAME',
    ],
    [
      'the name of a Slack channel',
      'channels:\n  a: { kind: slack-bot, secret: slack-token, channel: "#security" }',
      '2:55: channels.a.channel: found "#security"; expected the id of a channel, such as C0123456789, not its name: Slack shows it under the details of the channel',
    ],
    [
      'a FIFO topic',
      'channels:\n  a: { kind: sns, topic: "arn:aws:sns:eu-central-1:111122223333:a.fifo" }',
      '2:26: channels.a.topic: found "arn:aws:sns:eu-central-1:111122223333:a.fifo"; expected the ARN of a topic, not a FIFO one, such as arn:aws:sns:eu-central-1:111122223333:findings',
    ],
    [
      'the name of a channel',
      'channels:\n  my team: { kind: sns }',
      '2:3: channels["my team"]: found the key "my team"; expected a name of at most 60 letters, digits, dots, hyphens and underscores',
    ],
    [
      'an address',
      'email: { from: a@example.com }\nchannels:\n  a: { kind: email, to: [audit] }',
      '3:26: channels.a.to[0]: found "audit"; expected an email address',
    ],
    [
      'addresses without any',
      'email: { from: a@example.com }\nchannels:\n  a: { kind: email, to: [] }',
      '3:25: channels.a.to: found a list; expected a list of email addresses, at least one',
    ],
    [
      'a sender of two lines',
      'email: { from: "A\\r\\nBcc: b@example.com <a@example.com>" }',
      `1:16: email.from: found "A\\r\\nBcc: b@example.com <a@example.com>"; expected ${sender}`,
    ],
    [
      'email to a channel without a sender',
      'channels:\n  a: { kind: email, to: [a@example.com] }',
      `2:6: email.from: is missing; expected ${noSender}`,
    ],
    [
      'a digest without a sender',
      'email:\ndigest:\n  audiences:\n  - { name: a, to: [a@example.com] }',
      `4:5: email.from: is missing; expected ${noSender}`,
    ],
    [
      'a channel that nothing defines',
      'channels:\n  security: { kind: sns }\nroutes:\n- channels: [findings, securty]',
      '4:24: routes[0].channels[1]: unknown channel "securty", did you mean "security"?; expected one of findings, security, or another that `channels` defines',
    ],
    [
      'the same, of what no route fits',
      'notices: { otherwise: [slack] }',
      '1:24: notices.otherwise[0]: unknown channel "slack"; expected one of findings, or another that `channels` defines',
    ],
    [
      'a route to nobody',
      'routes:\n- severities: [high]\n- channels: []',
      `2:3: routes[0].channels: is missing; expected ${channelList}`,
      `3:13: routes[1].channels: found a list; expected ${channelList}, at least one`,
    ],
    [
      'otherwise nobody',
      'notices: { otherwise: [] }',
      `1:23: notices.otherwise: found a list; expected ${channelList}, at least one`,
    ],
    [
      'a misspelt control',
      'routes:\n- { controls: [kms/key-rotaton], channels: [findings] }',
      `2:16: routes[0].controls[0]: unknown control "kms/key-rotaton", did you mean "kms/key-rotation"?; expected ${control}`,
    ],
    [
      'a pattern of no control',
      'routes:\n- { controls: [kms/*, s3/*], channels: [findings] }',
      `2:23: routes[0].controls[1]: "s3/*" matches no control; expected ${control}`,
    ],
    [
      'what is left out',
      'routes:\n- { channels: [findings], redact: [names] }',
      '2:36: routes[0].redact[0]: found "names"; expected one of accounts, evidence, people',
    ],
    [
      'a severity',
      'routes:\n- { channels: [findings], severities: [hihg] }',
      '2:40: routes[0].severities[0]: found "hihg", did you mean "high"?; expected one of critical, high, medium, low',
    ],
    [
      'one for a list',
      'routes:\n- { channels: findings }',
      `2:15: routes[0].channels: found "findings"; expected ${channelList}`,
    ],
    [
      'a time zone',
      'time_zone: Europe/Berln',
      `1:12: time_zone: found "Europe/Berln", did you mean "Europe/Berlin"?; expected ${zone}`,
    ],
    ['an offset for a time zone', 'time_zone: "+02:00"', `1:12: time_zone: found "+02:00"; expected ${zone}`],
    [
      'a number of minutes',
      'notices: { grace_minutes: 2.5, gather_minutes: 1441 }',
      '1:27: notices.grace_minutes: found "2.5"; expected a number of minutes, from 0 to 1440',
      '1:48: notices.gather_minutes: found "1441"; expected a number of minutes, from 0 to 1440',
    ],
    [
      'the same of a control',
      'controls:\n  kms/*: { grace_minutes: -1 }',
      '2:27: controls["kms/*"].grace_minutes: found "-1"; expected a number of minutes, from 0 to 1440',
    ],
    [
      'no notices at all',
      'notices: { hourly_limit: 0 }',
      '1:26: notices.hourly_limit: found "0"; expected a number of notices, from 1 to 3600',
    ],
    [
      'automation by a pattern',
      'notices: { automation: ["arn:aws:iam::111122223333:role/ci-*"] }',
      `1:25: notices.automation[0]: found "arn:aws:iam::111122223333:role/ci-*"; expected ${exact}`,
    ],
    [
      'a session for a role',
      'notices: { automation: ["arn:aws:sts::111122223333:assumed-role/ci/run"] }',
      `1:25: notices.automation[0]: found "arn:aws:sts::111122223333:assumed-role/ci/run"; expected ${exact}`,
    ],
    [
      'an actor by name',
      'owners:\n- { actor: alice, owner: a }',
      `2:12: owners[0].actor: found "alice"; expected ${actor}`,
    ],
    [
      'an actor without an owner',
      'owners:\n- { actor: "*" }',
      '2:3: owners[0].owner: is missing; expected a team or person',
    ],
    [
      'a change that is over before it begins',
      'notices:\n  planned_changes:\n  - { resources: [a], from: 2026-11-02, until: 2026-11-01, reason: r }',
      '3:48: notices.planned_changes[0].until: found "2026-11-01"; expected a time not before `from`',
    ],
    [
      'a change without an end',
      'notices:\n  planned_changes:\n  - { resources: [a], from: 2026-11-02, reason: r }',
      '3:5: notices.planned_changes[0].until: is missing; expected the last day, or a time with its zone, such as 2026-11-02T04:00:00+01:00',
    ],
    [
      'a change of nothing',
      'notices:\n  planned_changes:\n  - { resources: [], from: 2026-11-02, until: 2026-11-02, reason: r }',
      '3:18: notices.planned_changes[0].resources: found a list; expected a list of ARNs or names, at least one',
    ],
    [
      'an audience twice',
      'email: { from: a@example.com }\ndigest:\n  audiences:\n  - { name: a, to: [a@example.com] }\n  - { name: a, to: [b@example.com] }',
      '5:13: digest.audiences[1].name: "a" is here twice; expected each name once',
    ],
    [
      'waivers for ever',
      'waiver_max_days: 0',
      '1:18: waiver_max_days: found "0"; expected a number of days, from 1 to 3650',
    ],
  ])('%s', (_, text, ...messages) => {
    expect(problemsIn(text)).toEqual(messages.map((message) => `s.yml:${message}`));
  });
});

/** Put together here, so that nothing that looks for secrets in a repository finds one. */
const hook = (host: string, path: string) => `https://${host}/${path}`;
const webhook = hook('hooks.slack.com', 'services/T00000000/B00000000/abcdefghijklmnop');
const token = ['xoxb', '123456789012', 'abcdefghijkl'].join('-');

describe('a secret is refused wherever it stands, and not shown', () => {
  const kept = (name: string) =>
    `expected no secret in this file: \`sagewatch secret set ${name}\` keeps it, and a channel names it with \`secret: ${name}\``;

  test.each([
    ['where its name should be', `channels:\n  a: { kind: slack-webhook, secret: "${webhook}" }`, '2:38', 'webhook'],
    ['under another key', `channels:\n  a: { kind: slack-webhook, url: ${webhook} }`, '2:34', 'webhook'],
    ['of a workflow', `channels: { a: ${hook('hooks.slack.com', 'triggers/T0/1')} }`, '1:16', 'webhook'],
    ['of the government', `channels: { a: ${hook('hooks.slack-gov.com', 'services/T0/B0/x')} }`, '1:16', 'webhook'],
    ['in capitals', `channels: { a: ${webhook.toUpperCase()} }`, '1:16', 'webhook'],
    ['a token', `channels:\n  a: { kind: slack-bot, secret: ${token}, channel: C0123456789 }`, '2:33', 'token'],
    ['a token of an app', `default_owner: ${['xapp', '1', 'A0123', 'abcdef'].join('-')}`, '1:16', 'token'],
    ['in a comment', `accounts: {}\n# ${token}`, '2:3', 'token'],
    ['in a file that is no YAML', `accounts: [\n${token}`, '2:1', 'token'],
  ])('%s', (_, text, place, kind) => {
    expect(problemsIn(text)).toEqual([
      `s.yml:${place}: found what looks like a Slack ${kind}; ${kept(`slack-${kind}`)}`,
    ]);
  });
  test.each(['secret: slack-token', 'xoxb-', 'https://hooks.slack.com/services/…', 'https://slack.com/help'])(
    'what only speaks of one is none: %s',
    (text) => expect(problemsIn(`# ${text}`)).toEqual([]),
  );
});
