import * as z from 'zod';
import { longestSecretName, secretNameForm, type SecretKind } from '../core/secret-name.ts';
import { matching } from './values.ts';

/*
 * The kinds of value in what sagewatch.yml says of notices. As in values.ts, an `error` is what is expected.
 */

/** The name of a channel, by which routes call it. */
export const channelName = matching(
  /^[A-Za-z0-9][\w.-]{0,59}$/,
  'a name of at most 60 letters, digits, dots, hyphens and underscores',
);

/** The name of a secret of a kind. */
export const secretNameOf = (kind: SecretKind) =>
  matching(
    secretNameForm(kind),
    `the name under which \`sagewatch secret set\` keeps it: ${kind}, or ${kind}-NAME`,
  ).max(longestSecretName, { error: `a name of at most ${longestSecretName} characters` });

/** The id of a conversation in Slack: a public or a private channel, or a direct message. */
export const slackChannelId = matching(
  /^[CDG][A-Z0-9]{8,20}$/,
  'the id of a channel, such as C0123456789, not its name: Slack shows it under the details of the channel',
);

/** An SNS topic that takes messages without a group: a FIFO topic does not. */
export const topicArn = matching(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  'the ARN of a topic, not a FIFO one, such as arn:aws:sns:eu-central-1:111122223333:findings',
);

/** An event bus, by name or ARN. */
export const eventBus = matching(
  /^(arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/)?[\w./-]{1,256}$/,
  'the name or the ARN of an event bus, such as default',
);

const mailbox = String.raw`[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+`;
const longestAddress = 254;

/** An email address. */
export const emailAddress = matching(new RegExp(`^${mailbox}$`), 'an email address').max(longestAddress, {
  error: `an email address of at most ${longestAddress} characters`,
});

/** An email address, or a name with one behind it; a name with signs that mean something in a header is none. */
export const emailSender = matching(
  new RegExp(String.raw`^(${mailbox}|[^\p{C}"<>@,;:\\]{1,100} <${mailbox}>)$`, 'u'),
  'an email address, also with a name before it: Sagewatch <sagewatch@example.com>',
);

/** The ARN of a user or a role, as IAM writes it: exactly one. */
export const exactActor = matching(
  /^arn:aws[a-z-]*:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/,
  'the exact ARN of a role or user, without *, such as arn:aws:iam::111122223333:role/deploy',
);

/** The ARN of a user, a role or a session of one, or a pattern of some. */
export const actorPattern = matching(
  /^(\*|arn:)[\w+=,.@:/*?-]*$/,
  'the ARN of a role or user, or a pattern with *, such as arn:aws:iam::111122223333:role/ml-*',
);

/** The time zones there are, for who misspells one. */
const zones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

const isZone = (name: string): boolean => {
  // An offset is taken too, but knows no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const zoneForm = 'the IANA name of a time zone, such as Europe/Berlin, or UTC';

/** A time zone, by its IANA name. */
export const timeZone = z
  .string({ error: zoneForm })
  .refine(isZone, { error: zoneForm, params: { words: zones } })
  .meta({ minLength: 1 });
