import { baselineSummaryOf } from '../../core/baseline.ts';
import { withDerived } from '../../core/catalogue.ts';
import type { Change } from '../../core/change.ts';
import { severities, type Waiver } from '../../core/configuration.ts';
import { currentEpisode, type Finding, type Hand } from '../../core/finding.ts';
import { applied, heardOf } from '../../core/known.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import { shell } from '../../core/shell.ts';
import type { TicketLink } from '../../core/ticket-link.ts';
import type { Members } from '../../core/trail-record.ts';
import { waiverKey } from '../../core/waiver.ts';
import { conversationOf as conversationOfStory, findingNotice } from '../../notices/content/finding-notice.ts';
import { listedOf, listNotice, mostListed } from '../../notices/content/list-notice.ts';
import { momentText } from '../../notices/content/moment.ts';
import { storyOf, toldWaiverOf } from '../../notices/content/story.ts';
import { whoOf } from '../../notices/content/who.ts';
import type { FindingNotice, ListNotice, News, Story } from '../../notices/notice.ts';
import type { Lot } from '../../notices/plan/gathering.ts';
import { linksOf } from '../links.ts';
import type { GatheringKey, WaiverGathering } from '../service/messages.ts';
import { usersOf, type Users } from '../users.ts';
import { waiverNow, type Desk } from './desk.ts';
import { isOfWaiverNews } from './gather.ts';

/** What is known of a resource before one of its changes, with what follows from it. */
const stateBefore = (history: readonly Change[], opening: Change, desk: Desk): Members | undefined => {
  const earlier = history.slice(0, history.indexOf(opening));
  const known = earlier.reduce((before, change) => applied(before, change).after, heardOf(opening.resource));
  return known.exists ? withDerived(desk.catalogue, opening.resource.type, known.state) : undefined;
};

/** The waiver that news are of, until it ended: it may have been taken back before its end. */
const waiverIn = ({ about, at, waiver }: WaiverGathering): Waiver =>
  about === 'waiver-ended' ? { ...waiver, until: Math.min(waiver.until, at) } : waiver;

const storyIn = (
  finding: Finding,
  history: readonly Change[],
  link: TicketLink | undefined,
  users: Users | undefined,
  of: WaiverGathering | undefined,
  desk: Desk,
): Story => {
  const control = desk.controlOf(finding.controlId);
  const episode = currentEpisode(finding);
  const changeOf = (hand: Hand | undefined): Change | undefined =>
    hand === undefined || hand.eventId === '' ? undefined : history.find(({ eventId }) => eventId === hand.eventId);
  const opening = changeOf(episode?.openedBy);
  return storyOf({
    finding,
    control,
    requirements: desk.requirementsOf(control),
    configuration: desk.configuration,
    at: desk.clock.now(),
    opening,
    closing: changeOf(episode?.resolvedBy),
    raising: changeOf(episode?.raised?.by),
    before: opening && stateBefore(history, opening, desk),
    waiver: of ? waiverIn(of) : waiverNow(desk, finding),
    link,
    users,
  });
};

/** Whether there is something to mend in what a resource is: what somebody did concerns nobody who uses it. */
const isStanding = ({ kind, status }: Finding): boolean => kind === 'state' && status === 'open';

/** The notice of what one change did, the gravest finding first. */
export const noticeOfFindings = async (
  news: News,
  findings: readonly [Finding, ...Finding[]],
  desk: Desk,
  of?: WaiverGathering,
): Promise<FindingNotice> => {
  const histories = new Map<string, Change[]>();
  const users = new Map<string, Users>();
  const stories: Story[] = [];
  const links = await linksOf(
    findings.map(({ id }) => id),
    desk.store,
  );
  for (const finding of findings) {
    const key = resourceKey(finding.resource);
    const history = histories.get(key) ?? (await desk.store.history(key));
    histories.set(key, history);
    if (isStanding(finding) && !users.has(key)) {
      users.set(key, await usersOf(finding.resource, desk.store, desk.catalogue));
    }
    stories.push(storyIn(finding, history, links.get(finding.id), users.get(key), of, desk));
  }
  const [first, ...others] = stories;
  if (!first) throw new Error('a notice of no finding');
  return findingNotice({
    news,
    stories: [first, ...others],
    ...(of && { moment: `${of.at} ${waiverKey(of.waiver)}` }),
    at: desk.clock.now(),
    timeZone: desk.configuration.notices.timeZone,
  });
};

/** What later news of a finding answer to. */
export const conversationOf = ({ resource, episodes, firstSeen }: Finding): string => {
  const { openedAt = firstSeen, openedBy } = episodes.at(-1) ?? {};
  const { arn, name, region } = resource;
  return conversationOfStory({
    resource: { arn, name, region, kind: resource.type },
    opening: openedBy && { eventId: openedBy.eventId },
    openedAt,
  });
};

/** Whether something was done from where nobody of the organisation comes from; where networks are not told, nobody knows. */
export const isUnusualAddress = (hand: Hand | undefined, { configuration }: Pick<Desk, 'configuration'>): boolean =>
  hand !== undefined && whoOf(hand, configuration).isKnownNetwork === false;

/** What a list is about: a gathering, or the first look at an account. */
export type ListKey = GatheringKey | { about: 'baseline'; account: string };

/** What a waiver was given for, and whether it is proven who wrote it. */
const waiverRemarks = ({ waiver: { control, resource, type }, published }: WaiverGathering): string[] => [
  `${type}: ${control} on ${resource}.`,
  ...(published
    ? [
        `It came or went with version ${published.version} of the configuration; the signature of its commit is ${published.isVerified ? 'verified' : 'unverified'}.`,
      ]
    : []),
];

/** What else is to be known of a list. */
const remarksOf = (key: ListKey, lot: Lot, findings: readonly Finding[], { configuration }: Desk): string[] => {
  const { timeZone } = configuration.notices;
  const more = lot.more > 0 ? [`${lot.more} more came than are told apart.`] : [];
  if (key.about === 'planned-change') {
    return [`The planned change, ${key.reason}, ended ${momentText(key.until, timeZone)}.`, ...more];
  }
  if (isOfWaiverNews(key)) return [...waiverRemarks(key), ...more];
  if (key.about !== 'baseline') return more;
  return baselineSummaryOf(findings).flatMap(({ byControl, singly }) => [
    ...byControl.slice(0, 8).map(({ controlId, severity, open }) => `${open} of ${controlId} (${severity})`),
    ...(byControl.length > 8 ? [`and ${byControl.length - 8} more controls`] : []),
    ...(singly.length > 0 ? [`${singly.length} of them cannot wait, and are told by themselves.`] : []),
  ]);
};

/** The command that lists what a list is about. */
const commandOf = (key: ListKey): string => {
  if (key.about === 'gathered') return shell`sagewatch findings --open --control ${key.control}`;
  if (key.about === 'baseline') return shell`sagewatch baseline review --account ${key.account}`;
  if (!isOfWaiverNews(key)) return 'sagewatch findings --open';
  const { control, resource } = key.waiver;
  return shell`sagewatch findings --open --control ${control} --resource ${resource}`;
};

/** A list of findings for one channel. */
export const noticeOfList = (
  key: ListKey,
  lot: Lot,
  findings: readonly Finding[],
  channel: string,
  desk: Desk,
): ListNotice => {
  const { accountNames, timeZone } = desk.configuration.notices;
  const hand = findings[0] && currentEpisode(findings[0])?.openedBy;
  const counts = Object.fromEntries(
    severities.map((severity) => [severity, findings.filter((each) => each.severity === severity).length]),
  ) as ListNotice['counts'];
  return listNotice({
    about: key.about,
    key: JSON.stringify([key, lot.name, channel]),
    listed: findings
      .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
      .slice(0, mostListed)
      .map((finding) =>
        listedOf(finding, {
          control: desk.controlOf(finding.controlId),
          waiver: waiverNow(desk, finding),
          accountNames,
        }),
      ),
    counts,
    ...(key.about === 'gathered' && hand && { who: whoOf(hand, desk.configuration) }),
    ...(isOfWaiverNews(key) && { waiver: toldWaiverOf(waiverIn(key)) }),
    remarks: remarksOf(key, lot, findings, desk),
    command: commandOf(key),
    at: desk.clock.now(),
    timeZone,
  });
};
