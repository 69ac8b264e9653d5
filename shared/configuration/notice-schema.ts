import * as z from 'zod';
import { environments, severities } from '../core/configuration.ts';
import { redactions } from '../core/notice-settings.ts';
import { frameworkIds } from '../frameworks/index.ts';
import { momentsOf } from './date.ts';
import {
  actorPattern,
  channelName,
  emailAddress,
  emailSender,
  eventBus,
  exactActor,
  secretNameOf,
  slackChannelId,
  topicArn,
} from './notice-values.ts';
import { accountId, countOf, date, label, listOf, mapOf, oneOf, section, text } from './values.ts';

/*
 * What sagewatch.yml says of who is told, how and when; part of schema.ts.
 */

const atLeastOne = <Item extends z.ZodType>(item: Item, what: string) =>
  listOf(item, what).min(1, { error: `a list of ${what}, at least one` });

const controlPattern = text('the id of a control, or a pattern with *');
const resourcePattern = text('an ARN or a name, or a pattern with *');
const accountIds = listOf(accountId, 'account ids');
const ownerNames = listOf(text('a team or person'), 'owners');
const channelNames = atLeastOne(channelName, 'names of channels');
const addresses = atLeastOne(emailAddress, 'email addresses');

const kindOf = <const Kind extends string>(kind: Kind) =>
  z.literal(kind).describe('slack-webhook, slack-bot, sns, event-bus or email.');

const secretMeaning =
  'The name under which `sagewatch secret set` keeps the address of a webhook, or the token of a bot; never the secret itself.';

/** What each kind of channel is told. */
const channelKinds = [
  section({
    kind: kindOf('slack-webhook'),
    secret: secretNameOf('slack-webhook').describe(secretMeaning),
  }),
  section({
    kind: kindOf('slack-bot'),
    secret: secretNameOf('slack-token').describe(secretMeaning),
    channel: slackChannelId.describe('The id of the Slack channel, such as C0123456789.'),
  }),
  section({
    kind: kindOf('sns'),
    topic: topicArn.nullish().describe("The ARN of a topic. Left out: the stack's own topic of findings."),
  }),
  section({
    kind: kindOf('event-bus'),
    bus: eventBus.describe('The name or the ARN of an event bus.'),
  }),
  section({
    kind: kindOf('email'),
    to: addresses.describe('Whom it is sent to.'),
  }),
] as const;

const kinds = channelKinds.map(({ shape }) => shape.kind.value);

const channel = z
  .discriminatedUnion('kind', channelKinds, {
    error: ({ code }) => (code === 'invalid_union' ? `one of ${kinds.join(', ')}` : 'a map of kind and what it takes'),
  })
  .describe('Where notices go.');

const route = section({
  severities: listOf(oneOf(severities), 'severities').nullish().describe('Findings of these severities.'),
  controls: listOf(controlPattern, 'control ids')
    .nullish()
    .describe('Findings of these controls: ids or aliases; `*` stands for any characters.'),
  frameworks: listOf(oneOf(frameworkIds), 'frameworks')
    .nullish()
    .describe('Findings of controls that one of these frameworks asks for.'),
  accounts: accountIds.nullish().describe('Findings in these accounts.'),
  environments: listOf(oneOf(environments), 'environments').nullish().describe('Findings in these environments.'),
  data_classes: listOf(label('a data class'), 'data classes')
    .nullish()
    .describe('Findings where the data is of one of these classes, in any letter case.'),
  owners: ownerNames.nullish().describe('Findings that one of these answers for, in any letter case.'),
  channels: channelNames.describe('The channels that are told.'),
  redact: listOf(oneOf(redactions), 'what is left out')
    .nullish()
    .describe('What these channels are not told: accounts (their ids), evidence, people.'),
}).describe(
  'Who is told of what. What is left out fits anything; what is said has to fit, all of it. All routes that fit count.',
);

const plannedChange = section({
  actor: actorPattern
    .nullish()
    .describe('Who makes the change: the ARN of a role or user, with `*`. Left out: whoever it is.'),
  resources: atLeastOne(resourcePattern, 'ARNs or names').describe('What is changed: ARNs or names, with `*`.'),
  from: date('the first day, or a time with its zone, such as 2026-11-01T22:00:00+01:00').describe('When it begins.'),
  until: date('the last day, or a time with its zone, such as 2026-11-02T04:00:00+01:00').describe('When it is over.'),
  reason: text('the reason, in words').describe('What is done, and why.'),
})
  .refine(({ from, until }) => (momentsOf(from)?.first ?? 0) <= (momentsOf(until)?.last ?? 0), {
    path: ['until'],
    error: 'a time not before `from`',
  })
  .describe('A change that was announced. What it opens below critical is told only if it is still open afterwards.');

const minutesCount = (from: number) => countOf('minutes', from, 1440);

/** How long findings of a control wait; also in `controls`. */
export const graceMinutes = minutesCount(0);

/** The section `channels`. */
export const channels = mapOf(channelName, channel, 'names of channels and what they are')
  .nullish()
  .describe("Where notices go, by the name that routes use. `findings`, the stack's own SNS topic, is there already.");

/** The section `routes`. */
export const routes = listOf(route, 'routes').nullish().describe('Who is told of what; all routes that fit count.');

/** The section `notices`. */
export const notices = section({
  grace_minutes: graceMinutes
    .nullish()
    .describe('How long what is not critical waits for being mended before it is told. Default: 3.'),
  gather_minutes: minutesCount(0)
    .nullish()
    .describe('Findings of one control by one actor within so many minutes become one notice. Default: 10.'),
  hourly_limit: countOf('notices', 1, 3600)
    .nullish()
    .describe('At most so many notices an hour and channel; what is above it is rolled up. Default: 30.'),
  otherwise: channelNames.nullish().describe('The channels of what no route fits. Default: findings.'),
  automation: listOf(exactActor, 'ARNs of roles and users')
    .nullish()
    .describe('Roles that automation uses, by exact ARN: what they do below critical goes to the digest.'),
  planned_changes: listOf(plannedChange, 'planned changes').nullish().describe('Changes that were announced.'),
})
  .nullish()
  .describe('When people are told.');

/** The section `owners`. */
export const owners = listOf(
  section({
    actor: actorPattern.describe('The ARN of a role or user; `*` stands for any characters.'),
    owner: text('a team or person').describe('Who answers for it.'),
  }),
  'actors and their owners',
)
  .nullish()
  .describe(
    'Who answers for what somebody does, where neither a tag nor the account says; the first that fits counts.',
  );

/** The section `email`. */
export const email = section({
  from: emailSender.nullish().describe('Whom email comes from: an address that SES may send from, also with a name.'),
})
  .nullish()
  .describe('How email is sent.');

/** The section `digest`. */
export const digest = section({
  audiences: listOf(
    section({
      name: text('a name').describe('What the audience is called; no two have the same name.'),
      to: addresses.describe('Whom it is sent to.'),
      accounts: accountIds.nullish().describe('Only what is in these accounts. Left out: all.'),
      owners: ownerNames.nullish().describe('Only what one of these answers for. Left out: all.'),
    }),
    'audiences',
  )
    .nullish()
    .describe('Who gets the weekly digest, and of what.'),
})
  .nullish()
  .describe('The weekly digest.');
