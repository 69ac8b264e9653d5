import type { Change, ChangeEffect } from '../../core/change.ts';
import type { Configuration, Waiver } from '../../core/configuration.ts';
import type { Control } from '../../core/control.ts';
import { dueAt } from '../../core/due.ts';
import { currentEpisode, type Episode, type Finding, type Transition } from '../../core/finding.ts';
import { nobody } from '../../core/hand.ts';
import { days, type Instant } from '../../core/instant.ts';
import type { Known } from '../../core/known.ts';
import { ownerOf } from '../../core/owner.ts';
import { commandFor } from '../../core/remedy.ts';
import { resourceKey, type ResourceRef } from '../../core/resource-ref.ts';
import { shell } from '../../core/shell.ts';
import { kindName, reasonText, spokenName } from '../../core/spoken.ts';
import type { Members } from '../../core/trail-record.ts';
import type { Requirement } from '../../frameworks/index.ts';
import type { Story, Who, ToldWaiver } from '../notice.ts';
import { evidenceOf } from './evidence.ts';
import { linksOf, type Places } from './links.ts';
import { dayText } from './moment.ts';
import { policyNewsOf } from './policy.ts';
import { counted, cut, cutList } from './text.ts';
import { whoOf } from './who.ts';

/** What a finding is told from. What is not at hand is left out of the story, never made up. */
export interface StoryInput {
  /** As it is to be told. */
  finding: Finding;
  /** The movement that is told of: the finding as it then was is told. */
  transition?: Transition | undefined;
  /** Undefined: it is not in the catalogue any more. */
  control: Control | undefined;
  requirements: readonly Requirement[];
  configuration: Configuration;
  /** When it is told. */
  at: Instant;
  /** The change that opened the finding, and the one that ended it or made it graver. */
  opening?: Change | undefined;
  closing?: Change | undefined;
  raising?: Change | undefined;
  /** The resource's state before the change that opened it, with what follows from it (`derived`); undefined: not known. */
  before?: Members | undefined;
  /** What is known of the resource. */
  known?: Pick<Known, 'state'> | undefined;
  /** The states of what the control followed: of the role that a notebook runs as. */
  followed?: readonly Members[] | undefined;
  waiver?: Waiver | undefined;
  /** What a ticket system knows of it. */
  link?: { ticket?: string | undefined; assignee?: string | undefined; dueAt?: Instant | undefined } | undefined;
  /** What uses the resource now. */
  users?: { users: readonly ResourceRef[]; isAll: boolean } | undefined;
  places?: Places | undefined;
}

/** How much of each is told; the finding itself has all of it. */
const limits = {
  title: 300,
  name: 300,
  arn: 800,
  word: 200,
  users: 6,
  message: 1_200,
  details: 12,
  detail: 500,
  steps: 10,
  text: 1_200,
  command: 4_000,
  requirements: 60,
};

const deeds: Partial<Record<ChangeEffect, string>> = {
  create: 'created',
  put: 'set',
  update: 'changed',
  delete: 'deleted',
  run: 'ran a job of',
};

const sagewatchShow = (id: string): string => shell`sagewatch show ${id}`;

/** A command that is cut is no command: whoever wants a very long one asks for it. */
const commandOf = (finding: Finding, control: Control): string => {
  const command = commandFor(finding, control);
  return command === undefined || command.length > limits.command ? sagewatchShow(finding.id) : command;
};

const remediationOf = (finding: Finding, control: Control | undefined): Story['remediation'] => {
  if (!control) {
    return { summary: 'The control is not in the catalogue any more.', command: sagewatchShow(finding.id) };
  }
  const { summary, warning } = control.remediation;
  return {
    summary: cut(summary, limits.text),
    command: commandOf(finding, control),
    ...(warning !== undefined && { warning: cut(warning, limits.text) }),
  };
};

const severityStepsOf = ({ grade: { base, steps } }: Finding): readonly string[] => [
  `${base} by the control`,
  ...cutList(
    steps.map(({ because, by }) => `${by > 0 ? 'raised' : 'lowered'}: ${because}`),
    limits.steps,
    limits.detail,
  ),
];

/** A waiver is for a quarter, unless the configuration grants less. */
const usualWaiver = 90;

/** The command that waives a finding, for whoever asks and whoever approves to fill in. */
export const waiveCommand = (id: string, at: Instant, { notices }: Pick<Configuration, 'notices'>): string => {
  const until = dayText(at + days(Math.min(usualWaiver, notices.waiverDays)), 'UTC');
  return shell`sagewatch waive ${id} --type risk-accepted --reason ${'WHY'} --requester ${'WHO ASKS'} --approver ${'WHO APPROVES'} --until ${until}`;
};

/** A waiver as it is told. */
export const toldWaiverOf = ({ reason, requester, approver, until, ticket }: Waiver): ToldWaiver => ({
  reason: cut(reason, limits.text),
  requester: cut(requester, limits.word),
  approver: cut(approver, limits.word),
  until,
  ...(ticket !== null && { ticket: cut(ticket, limits.word) }),
});

const resolvedOf = (
  { acknowledgement }: Finding,
  { resolvedAt, resolvedBy, reason }: Episode,
  byHand: (hand: NonNullable<Episode['resolvedBy']>) => Who,
): Pick<Story, 'resolvedAt' | 'resolvedBy' | 'resolution'> => {
  if (resolvedAt === undefined) return {};
  const isAcknowledged = reason === 'acknowledged' && acknowledgement !== undefined;
  const by = isAcknowledged ? { name: cut(acknowledgement.by, limits.word) } : resolvedBy && byHand(resolvedBy);
  const why = isAcknowledged ? `acknowledged: ${cut(acknowledgement.reason, limits.detail)}` : reasonText(reason);
  return { resolvedAt, ...(by && { resolvedBy: by }), ...(why !== '' && { resolution: why }) };
};

const openingOf = (episode: Episode | undefined, ownOpening: Change | undefined): Story['opening'] => {
  if (!episode) return undefined;
  const { eventId, call } = episode.openedBy;
  const name = call === undefined ? undefined : cut(call.slice(call.indexOf(':') + 1), limits.word);
  const used = name === undefined ? undefined : `called ${name} on`;
  const deed = ownOpening && (ownOpening.effect === 'act' ? used : deeds[ownOpening.effect]);
  return {
    eventId: cut(eventId, limits.arn),
    ...(name !== undefined && { call: name }),
    ...(deed !== undefined && { deed }),
  };
};

const clauses = (...texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter((text) => text !== undefined);

const countsOf = ({ count, runs, pending, episodeCount }: Finding): readonly string[] =>
  clauses(
    runs ? `${counted(count, 'run')} failed it` : count > 1 ? counted(count, 'call') : undefined,
    pending === undefined ? undefined : `Under way: ${pending}`,
    episodeCount > 1 ? `Open for the ${episodeCount.toLocaleString('en-US')}. time` : undefined,
  );

const usedBy = ({ users, isAll }: NonNullable<StoryInput['users']>): Pick<Story, 'users'> =>
  users.length === 0 && isAll
    ? {}
    : {
        users: {
          names: users
            .slice(0, limits.users)
            .map(({ type, name }) => cut(`${kindName(type)} ${spokenName(name)}`, limits.name)),
          more: Math.max(users.length - limits.users, 0),
          isAll,
        },
      };

/** One finding in full: what happened, to what, by whom, why it matters, what it rests on, what to do. */
export const storyOf = (input: StoryInput): Story => {
  const { control, requirements, configuration, at, closing, raising, opening, before, known, waiver, link } = input;
  const finding = input.transition?.finding ?? input.finding;
  const { resource, placement } = finding;
  // What it refers to may have been changed: that is no deed about the resource itself, and no version of its policy.
  const isOwn = opening !== undefined && resourceKey(opening.resource) === resourceKey(resource);
  const ownOpening = isOwn ? opening : undefined;
  const { accountNames } = configuration.notices;
  const episode = currentEpisode(finding);
  const openedBy = episode?.openedBy ?? nobody;
  const accountName = Object.hasOwn(accountNames, resource.account) ? accountNames[resource.account] : undefined;
  const policy = policyNewsOf(finding, { opening: ownOpening, before, state: known?.state, followed: input.followed });
  const { owner, by } = ownerOf(finding, openedBy.actor, configuration);
  const due = link?.dueAt ?? dueAt(finding, configuration);
  return {
    findingId: finding.id,
    controlId: finding.controlId,
    controlTitle: cut(control?.title ?? finding.controlId, limits.title),
    severity: finding.severity,
    severitySteps: severityStepsOf(finding),
    resource: {
      arn: cut(resource.arn, limits.arn),
      name: cut(spokenName(resource.name), limits.name),
      // What makes findings of a job's type is the workload that started it.
      kind: finding.runs ? kindName(resource.type).replace(/ job$/, ' workload') : kindName(resource.type),
      region: cut(resource.region, limits.word),
    },
    account: {
      id: cut(resource.account, limits.word),
      ...(accountName !== undefined && { name: cut(accountName, limits.word) }),
    },
    placement: {
      environment: placement.environment,
      dataClass: placement.dataClass === null ? null : cut(placement.dataClass, limits.word),
      owner: owner === null ? null : cut(owner, limits.word),
    },
    ...(owner !== null && { ownedBy: by }),
    ...(input.users && usedBy(input.users)),
    message: cut(finding.message, limits.message),
    details: [...cutList(finding.details, limits.details, limits.detail), ...countsOf(finding)],
    rationale: cut(control?.rationale ?? '', limits.text),
    evidence: evidenceOf(finding, policy),
    ...(policy && { policy }),
    openedAt: episode?.openedAt ?? finding.firstSeen,
    openedBy: whoOf(openedBy, configuration, opening?.call),
    opening: openingOf(episode, ownOpening),
    ...(episode?.raised && {
      raised: {
        from: episode.raised.from,
        at: episode.raised.at,
        by: whoOf(episode.raised.by, configuration, raising?.call),
      },
    }),
    ...(episode && resolvedOf(finding, episode, (hand) => whoOf(hand, configuration, closing?.call))),
    ...(finding.status === 'open' && { dueAt: due }),
    ...(link?.ticket !== undefined && { ticket: cut(link.ticket, limits.word) }),
    ...(link?.assignee !== undefined && { assignee: cut(link.assignee, limits.word) }),
    remediation: remediationOf(finding, control),
    links: linksOf(finding, openedBy, opening?.call?.region, input.places ?? {}),
    requirements: requirements.slice(0, limits.requirements).map(({ framework, id, title }) => ({
      framework,
      id,
      title: cut(title, limits.title),
    })),
    waive: waiveCommand(finding.id, at, configuration),
    ...(waiver && { waiver: toldWaiverOf(waiver) }),
  };
};
