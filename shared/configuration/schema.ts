import type * as z from 'zod';
import { environments, severities, waiverTypes } from '../core/configuration.ts';
import { frameworkIds } from '../frameworks/ids.ts';
import { activities, personaIds } from '../iam/personas/index.ts';
import { momentsOf } from './date.ts';
import { channels, digest, email, graceMinutes, notices, owners, routes } from './notice-schema.ts';
import { timeZone } from './notice-values.ts';
import {
  accountId,
  dayCount,
  action,
  date,
  flag,
  host,
  label,
  listOf,
  mapOf,
  network,
  oneOf,
  organizationId,
  section,
  text,
  vpcEndpointId,
} from './values.ts';

/*
 * Everything may be left out, and a key with nothing behind it counts as left out: that is what a section looks like
 * whose lines are all commented out. Only a tag switched off with null means something else.
 */

const environment = oneOf(environments);

const placement = section({
  name: text('a name').nullish().describe('What people call the account.'),
  environment: environment.nullish().describe('What the account is for.'),
  data_class: text('a data class, such as phi')
    .nullish()
    .describe('The most sensitive data it holds: phi, cardholder, …'),
  owner: text('a team or person').nullish().describe('Who answers for what is in it.'),
}).describe('What holds for the resources of one account, where their own tags do not say otherwise.');

const tagReading = <Meaning extends z.ZodType>(meaning: Meaning) =>
  section({
    key: label('the key of a tag').nullish().describe('The key of the tag, in any letter case.'),
    values: mapOf(label('the value of a tag'), meaning, 'values of the tag and what they mean')
      .nullish()
      .describe('What values of the tag mean, where they are not the words themselves; added to the defaults.'),
  });

const controlSetting = section({
  enabled: flag.nullish().describe('false: the control is not evaluated.'),
  severity: oneOf(severities).nullish().describe("Replaces the control's own severity."),
  grace_minutes: graceMinutes
    .nullish()
    .describe(
      'How long its findings wait for being mended before they are told, where it is not `notices.grace_minutes`.',
    ),
}).describe('What is different about a control.');

const isNone = (written: object | null | undefined): boolean => Object.keys(written ?? {}).length === 0;

const rolePersona = section({
  roles: listOf(text('a name or an ARN of a role, or a pattern with *'), 'names or ARNs of roles')
    .nullish()
    .describe('Names or ARNs of roles; `*` stands for any characters. Left out: any role that carries the tags.'),
  tags: mapOf(label('the key of a tag'), label('the value of a tag, or a pattern with *'), 'tags')
    .nullish()
    .describe('Tags that the role has to carry, all of them; in a value `*` stands for any characters.'),
  persona: oneOf(personaIds).describe("A persona of SageMaker's Role Manager; custom: what `activities` says."),
  activities: listOf(oneOf(activities.map(({ id }) => id)), 'activities')
    .nullish()
    .describe('Activities of Role Manager beyond those of the persona; for custom: all of them.'),
  actions: listOf(action, 'actions')
    .nullish()
    .describe('Further actions, on any resource; `*` stands for any characters.'),
})
  .refine(({ roles, tags }) => !isNone(roles) || !isNone(tags), {
    path: ['roles'],
    error: 'names or ARNs of roles, or tags that they carry',
  })
  .refine(({ persona, activities: written, actions }) => persona !== 'custom' || !isNone(written) || !isNone(actions), {
    path: ['activities'],
    error: 'what a custom persona does: activities, or actions',
  })
  .describe('Roles, and the persona whose work they are for. What they may do beyond it is a finding.');

const waiver = section({
  control: text('the id of a control, or a pattern with *').describe(
    'A control id or alias; `*` stands for any characters.',
  ),
  resource: text('an ARN or a name, or a pattern with *').describe(
    'An ARN or a name; `*` stands for any characters. Without one it covers a re-created resource only if `approved` is not older.',
  ),
  type: oneOf(waiverTypes).describe('Why it is accepted.'),
  reason: text('the reason, in words').describe('Why, so that an auditor understands it.'),
  requester: text('who asked for it').describe('Who asked for it.'),
  approver: text('who approved it').describe('Who approved it; not the one who asked.'),
  approved: date('the date of the approval, such as 2026-11-01').nullish().describe('When it was approved.'),
  until: date('the last day it holds, such as 2027-06-30; every waiver has an end').describe(
    'The last day (UTC) on which it holds. There is no waiver without an end.',
  ),
  ticket: label('a ticket').nullish().describe('Where it was discussed.'),
})
  .refine(({ approved, until }) => (momentsOf(approved ?? '')?.first ?? 0) <= (momentsOf(until)?.last ?? 0), {
    path: ['approved'],
    error: 'a date not after `until`',
  })
  .describe('An approved exception. What it covers stays open and is counted apart; it never counts as passing.');

/** The schema of `sagewatch.yml`, in its own spelling. */
export const configurationSchema = section({
  accounts: mapOf(accountId, placement, 'account ids and what they are').nullish().describe('Your accounts, by id.'),
  tags: section({
    environment: tagReading(environment)
      .nullish()
      .describe('The tag that tells prod, dev or sandbox; null: none does.'),
    data_class: tagReading(text('a data class'))
      .nullish()
      .describe('The tag that tells the data class; null: none does.'),
    owner: tagReading(text('an owner')).nullish().describe('The tag that tells the owner; null: none does.'),
  })
    .nullish()
    .describe("How your tags are read. A resource's own tags come before its account."),
  regulated_data_classes: listOf(label('a data class'), 'data classes')
    .nullish()
    .describe('Data classes that make every finding one step more severe. Default: phi, cardholder, pii.'),
  organization: organizationId.nullish().describe('The id of your AWS organization.'),
  trusted_accounts: listOf(accountId, 'account ids').nullish().describe('Accounts of others that you trust.'),
  networks: listOf(network, 'CIDR blocks').nullish().describe('Networks that your people come from, IPv4 and IPv6.'),
  vpc_endpoints: listOf(vpcEndpointId, 'VPC endpoints')
    .nullish()
    .describe('VPC endpoints that your people come through.'),
  approved: section({
    lifecycle_configs: listOf(text('a name, or a pattern with *'), 'names')
      .nullish()
      .describe('Lifecycle configurations that may be used, with `*`. Left out: not told, so none is objected to.'),
    git_hosts: listOf(host, 'hosts').nullish().describe('Hosts that notebooks may clone from. Left out: not told.'),
    boundaries: listOf(text('a name, or a pattern with *'), 'names')
      .nullish()
      .describe('Managed policies that may be permissions boundaries, by name, with `*`. Left out: not told.'),
  })
    .nullish()
    .describe('What is approved.'),
  detector_rules: listOf(text('a name, or a pattern with *'), 'names of EventBridge rules')
    .nullish()
    .describe('EventBridge rules that feed a detector, with `*`; replaces the default. Changing one is a finding.'),
  personas: listOf(rolePersona, 'roles and their personas')
    .nullish()
    .describe('Which roles are for whose work; of several that fit a role the first counts.'),
  controls: mapOf(text('the id of a control, or a pattern with *'), controlSetting, 'control ids and what is different')
    .nullish()
    .describe('Controls that are switched off or weigh differently: by id, alias or pattern with `*`.'),
  due_days: section({
    critical: dayCount.nullish().describe('Default: 1.'),
    high: dayCount.nullish().describe('Default: 7.'),
    medium: dayCount.nullish().describe('Default: 30.'),
    low: dayCount.nullish().describe('Default: 90.'),
  })
    .nullish()
    .describe('Within how many days a finding should be mended, by its severity. After that it is overdue.'),
  control_metrics: flag
    .nullish()
    .describe(
      'true: the service tells CloudWatch how many findings of each control are open; a metric each, $0.30 a month.',
    ),
  frameworks: listOf(oneOf(frameworkIds), 'frameworks')
    .nullish()
    .describe('The frameworks that reports show. Default: all.'),
  waivers: listOf(waiver, 'waivers').nullish().describe('Approved exceptions.'),
  waiver_max_days: dayCount.nullish().describe('A waiver may hold at most so long. Default: 365.'),
  owners,
  default_owner: text('a team or person').nullish().describe('Who answers for what nobody else answers for.'),
  channels,
  routes,
  notices,
  email,
  digest,
  time_zone: timeZone.nullish().describe('The IANA name of the time zone in which times are told. Default: UTC.'),
});

/** A `sagewatch.yml` that fits the schema. */
export type ConfigurationDocument = z.output<typeof configurationSchema>;
