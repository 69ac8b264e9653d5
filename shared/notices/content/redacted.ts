import type { Redaction } from '../../core/notice-settings.ts';
import { shell } from '../../core/shell.ts';
import type { FindingNotice, Link, ListNotice, Notice, Story, ToldWaiver, Who } from '../notice.ts';
import { findingHeadline, listHeadline } from './headline.ts';
import { taking, withoutAccountIds, type Secret } from './secrets.ts';
import { nobodyTold } from './who.ts';

/** What stands where something was left out. */
const account = '[account]';
const somebody = '[somebody]';

/** Text of our own, and what has to stay as it is for the notice to be that notice. */
const ours = new Set([
  'about',
  'conversation',
  'controlId',
  'controlTitle',
  'environment',
  'findingId',
  'framework',
  'from',
  'id',
  'kind',
  'label',
  'news',
  'rationale',
  'requirements',
  'severity',
  'status',
  'summary',
  'timeZone',
  'warning',
]);

const isService = ({ name, arn }: Who): boolean => arn === undefined && /\.amazonaws\.com(\.cn)?$/.test(name);
const isPerson = (who: Who): boolean => who.name !== nobodyTold && !isService(who);

const secretsOfWho = (who: Who): readonly string[] => {
  if (!isPerson(who)) return [];
  const { name, arn, address } = who;
  const session = arn?.slice(arn.lastIndexOf('/') + 1);
  const isFromService = address === undefined || /\.amazonaws\.com(\.cn)?$|^AWS Internal$/.test(address);
  return [
    name,
    ...(arn === undefined ? [] : [arn]),
    ...(session ? [session] : []),
    ...(isFromService ? [] : [address]),
  ];
};

const whosIn = (notice: Notice): readonly Who[] =>
  (notice.kind === 'list'
    ? [notice.who]
    : notice.stories.flatMap(({ openedBy, resolvedBy, raised }) => [openedBy, resolvedBy, raised?.by])
  ).filter((who) => who !== undefined);

const peopleIn = (notice: Notice): readonly string[] => [
  ...whosIn(notice).flatMap(secretsOfWho),
  ...(notice.kind === 'list'
    ? [notice.waiver?.requester, notice.waiver?.approver].filter((name) => name !== undefined)
    : notice.stories
        .flatMap(({ assignee, placement, ownedBy, waiver }) => [
          assignee,
          // What the configuration calls a team is no secret in a text of its own: `security` is an ordinary word.
          ownedBy === 'actor' || ownedBy === 'default' ? undefined : (placement.owner ?? undefined),
          waiver?.requester,
          waiver?.approver,
        ])
        .filter((name) => name !== undefined)),
];

const accountsIn = (notice: Notice): readonly string[] =>
  notice.kind === 'list'
    ? notice.listed.map((listed) => listed.account)
    : notice.stories.flatMap(({ account: { id, name } }) => (name === undefined ? [id] : [id, name]));

const secretsIn = (notice: Notice, redactions: ReadonlySet<Redaction>): readonly Secret[] => [
  ...(redactions.has('accounts') ? accountsIn(notice).map((text) => ({ text, instead: account })) : []),
  ...(redactions.has('people') ? peopleIn(notice).map((text) => ({ text, instead: somebody })) : []),
];

/** Every text of a notice that is not ours, without what `take` takes out of it. A link that would lead elsewhere is none. */
const withTexts = <Value>(value: Value, take: (text: string) => string): Value => {
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return take(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([name, each]) => {
        if (name === 'links') return [name, (each as readonly Link[]).filter(({ url }) => take(url) === url)];
        return [name, ours.has(name) ? each : walk(each)];
      }),
    );
  };
  return walk(value) as Value;
};

const unnamed = (who: Who): Who => {
  if (!isPerson(who)) return who;
  const { isKnownNetwork, client } = who;
  return {
    name: somebody,
    ...(isKnownNetwork !== undefined && { isKnownNetwork }),
    ...(client !== undefined && { client }),
  };
};

const anonymous = (waiver: ToldWaiver): ToldWaiver => ({ ...waiver, requester: somebody, approver: somebody });

// Who uses it may be a user of IAM.
const withoutPeople = ({
  users: _,
  openedBy,
  resolvedBy,
  raised,
  assignee,
  placement,
  waiver,
  ...story
}: Story): Story => ({
  ...story,
  placement: { ...placement, owner: null },
  openedBy: unnamed(openedBy),
  ...(resolvedBy && { resolvedBy: unnamed(resolvedBy) }),
  ...(raised && { raised: { ...raised, by: unnamed(raised.by) } }),
  ...(assignee !== undefined && { assignee: somebody }),
  ...(waiver && { waiver: anonymous(waiver) }),
});

const withoutAccount = (story: Story): Story => ({ ...story, account: { id: account } });

/** A finding as its control's title has it: the message, the details and the command are made of the evidence. */
const withoutEvidence = ({ policy: _, ...story }: Story): Story => ({
  ...story,
  message: story.controlTitle,
  details: [],
  evidence: [],
  severitySteps: story.severitySteps.map((step, index) => (index === 0 ? step : (step.split(':', 1)[0] ?? ''))),
  remediation: { ...story.remediation, command: shell`sagewatch show ${story.findingId}` },
});

const redactedStory = (story: Story, redactions: ReadonlySet<Redaction>): Story => {
  const evidence = redactions.has('evidence') ? withoutEvidence(story) : story;
  const people = redactions.has('people') ? withoutPeople(evidence) : evidence;
  return redactions.has('accounts') ? withoutAccount(people) : people;
};

const redactedList = (notice: ListNotice, redactions: ReadonlySet<Redaction>): ListNotice => {
  const { who, waiver, listed, ...rest } = notice;
  return {
    ...rest,
    listed: redactions.has('accounts') ? listed.map((each) => ({ ...each, account })) : listed,
    ...(who && { who: redactions.has('people') ? unnamed(who) : who }),
    ...(waiver && { waiver: redactions.has('people') ? anonymous(waiver) : waiver }),
  };
};

const withStories = (notice: FindingNotice, stories: readonly Story[]): FindingNotice => ({
  ...notice,
  stories: stories as FindingNotice['stories'],
});

/**
 * A notice without what a route leaves out: accounts (their ids and names, also inside ARNs and commands), evidence (what the
 * control read, and all that is made of it), people (names, ARNs, addresses). It stays the same notice: its id and its
 * conversation are those of the whole.
 */
export const redacted = (notice: Notice, redactions: readonly Redaction[]): Notice => {
  const chosen = new Set(redactions);
  if (chosen.size === 0) return notice;
  const take = taking(secretsIn(notice, chosen));
  const takeAll = chosen.has('accounts') ? (text: string) => withoutAccountIds(take(text), account) : take;
  if (notice.kind === 'list') {
    const list = withTexts(redactedList(notice, chosen), takeAll);
    return { ...list, headline: listHeadline(list) };
  }
  const stories = notice.stories.map((story) => withTexts(redactedStory(story, chosen), takeAll));
  const told = withStories(notice, stories);
  return { ...told, headline: findingHeadline(told) };
};
