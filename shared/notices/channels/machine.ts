import type * as z from 'zod';
import { cutTo } from '../../core/printable.ts';
import type { FindingNotice, ListNotice, Notice, Story, ToldWaiver, Who } from '../notice.ts';
import { boundsOf, webAddress, type Bounds } from './bounds.ts';
import { subjectOf } from './email.ts';
import type { EventDetail, findingSchema, TopicMessage } from './event-schema.ts';
import { pageOf } from './page.ts';
import { pageText } from './text.ts';
import { transitionOf } from './words.ts';

/*
 * For machines a text is what it is: nothing is spelled out in it, since JSON says all of it. It is only cut.
 */

const cutters = ({ scale }: Bounds) => {
  const cut = (most: number) => (text: string) => cutTo(text, Math.max(Math.floor(most * scale), 16));
  // An ARN has at most 2,048 characters.
  return { name: cut(2_048), text: cut(2_000), block: cut(8_000) };
};

type Cut = ReturnType<typeof cutters>;

const isoOf = (at: number): string => new Date(at).toISOString();
const some = <In, Out>(value: In | undefined, make: (value: In) => Out): Out | undefined =>
  value === undefined ? undefined : make(value);

const whoOf = ({ name, arn, through, address, isKnownNetwork, client }: Who, cut: Cut) => ({
  name: cut.name(name),
  arn: some(arn, cut.name),
  through: some(through, cut.name),
  address: some(address, cut.name),
  isKnownNetwork,
  client: some(client, cut.name),
});

const waiverOf = ({ reason, requester, approver, until, ticket }: ToldWaiver, cut: Cut) => ({
  reason: cut.text(reason),
  requester: cut.name(requester),
  approver: cut.name(approver),
  until: isoOf(until),
  ticket: some(ticket, cut.name),
});

/** A command is told whole, or not: half a command is another one. */
const wholeCommand = (command: string, { scale }: Bounds): string | undefined =>
  command.trim() === '' || command.length > 8_000 * scale ? undefined : command;

const findingOf = (story: Story, bounds: Bounds): z.infer<typeof findingSchema> => {
  const cut = cutters(bounds);
  const first = <Item>(items: readonly Item[], most: number) => bounds.first(items, most).kept;
  const { resource, account, placement, policy, remediation, waiver } = story;
  return {
    id: cut.name(story.findingId),
    control: { id: cut.name(story.controlId), title: cut.name(story.controlTitle) },
    severity: story.severity,
    severitySteps: first(story.severitySteps, 10).map(cut.name),
    resource: {
      arn: cut.name(resource.arn),
      name: cut.name(resource.name),
      kind: cut.name(resource.kind),
      region: cut.name(resource.region),
    },
    account: { id: cut.name(account.id), name: some(account.name, cut.name) },
    environment: placement.environment,
    dataClass: some(placement.dataClass ?? undefined, cut.name) ?? null,
    owner: some(placement.owner ?? undefined, cut.name) ?? null,
    message: cut.text(story.message),
    details: first(story.details, 20).map(cut.text),
    rationale: cut.text(story.rationale),
    evidence: first(story.evidence, 30).map(({ name, value }) => ({ name: cut.name(name), value: cut.text(value) })),
    policy: some(policy, ({ statement, witness, grants, revokes }) => ({
      statement: some(statement, cut.block),
      witness: some(witness, cut.text),
      grants: some(grants, (all) => first(all, 30).map(cut.name)),
      revokes: some(revokes, (all) => first(all, 30).map(cut.name)),
    })),
    openedAt: isoOf(story.openedAt),
    openedBy: whoOf(story.openedBy, cut),
    resolvedAt: some(story.resolvedAt, isoOf),
    resolvedBy: some(story.resolvedBy, (who) => whoOf(who, cut)),
    resolution: some(story.resolution, cut.text),
    dueAt: some(story.dueAt, isoOf),
    ticket: some(story.ticket, cut.name),
    assignee: some(story.assignee, cut.name),
    remediation: {
      summary: cut.text(remediation.summary),
      command: wholeCommand(remediation.command, bounds),
      warning: some(remediation.warning, cut.text),
    },
    links: first(story.links, 10).flatMap(({ label, url }) => {
      const address = webAddress(url);
      return address === undefined ? [] : [{ label: cut.name(label), url: address }];
    }),
    requirements: first(story.requirements, 30).map(({ framework, id, title }) => ({
      framework: cut.name(framework),
      id: cut.name(id),
      title: cut.name(title),
    })),
    waive: wholeCommand(story.waive, bounds),
    waiver: some(waiver, (each) => waiverOf(each, cut)),
  };
};

const toldOf = (notice: Notice, bounds: Bounds, key: string) => {
  const cut = cutters(bounds);
  return {
    version: '1' as const,
    id: cut.name(notice.id),
    conversation: cut.name(notice.conversation),
    transition: transitionOf(notice),
    severity: notice.severity,
    headline: cut.text(notice.headline),
    at: isoOf(notice.at),
    ticket: {
      // ServiceNow takes 160 characters of a short description, 4,000 of a description and 100 of a correlation id.
      summary: subjectOf(notice, 160),
      description: cutTo(pageText(pageOf(notice, boundsOf(bounds.scale / 2))), 4_000),
      key: cutTo(key, 100),
    },
  };
};

const listOf = (notice: ListNotice, bounds: Bounds) => {
  const cut = cutters(bounds);
  const { kept, more } = bounds.first(notice.listed, 100);
  return {
    kind: 'list' as const,
    ...toldOf(notice, bounds, notice.conversation),
    counts: { ...notice.counts },
    listed: kept.map((each) => ({
      ...each,
      findingId: cut.name(each.findingId),
      controlTitle: cut.name(each.controlTitle),
      resource: cut.name(each.resource),
      account: cut.name(each.account),
      region: cut.name(each.region),
    })),
    more: notice.more + more,
    who: some(notice.who, (who) => whoOf(who, cut)),
    waiver: some(notice.waiver, (each) => waiverOf(each, cut)),
    remarks: bounds.first(notice.remarks, 10).kept.map(cut.text),
    command: wholeCommand(notice.command, bounds),
  };
};

/** One finding of a notice alone, as news of its own. */
const alone = (notice: FindingNotice, story: Story): FindingNotice => ({
  ...notice,
  id: notice.stories.length === 1 ? notice.id : `${notice.id}:${story.findingId}`,
  severity: story.severity,
  headline: notice.stories.length === 1 ? notice.headline : `${story.resource.name}: ${story.message}`,
  stories: [story],
});

/** The events of a notice, one a finding: a rule of EventBridge can look into one, and a ticket is of one. */
export const eventsOf = (notice: Notice): readonly ((bounds: Bounds) => EventDetail)[] => {
  if (notice.kind === 'list') return [(bounds) => listOf(notice, bounds)];
  return notice.stories.map((story) => (bounds) => ({
    kind: 'finding',
    ...toldOf(alone(notice, story), bounds, story.findingId),
    finding: findingOf(story, bounds),
  }));
};

/** A notice as one message for machines. */
export const topicMessageOf = (notice: Notice, bounds: Bounds): TopicMessage => {
  if (notice.kind === 'list') return listOf(notice, bounds);
  const { kept, more } = bounds.first(notice.stories, 20);
  const [first] = notice.stories;
  return {
    kind: 'finding',
    ...toldOf(notice, bounds, notice.stories.length === 1 ? first.findingId : notice.conversation),
    findings: kept.map((story) => findingOf(story, bounds)),
    more,
  };
};
