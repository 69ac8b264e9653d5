import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { eventKey } from '../../../shared/app/event.ts';
import type { Delivering, Undelivered } from '../../../shared/app/notices/deliver.ts';
import type { Desk } from '../../../shared/app/notices/desk.ts';
import { waitingRoom } from '../../../shared/app/notices/waiting-room.ts';
import { workOnNotice } from '../../../shared/app/notices/work.ts';
import type { NoticeMessage } from '../../../shared/app/service/messages.ts';
import type { Configuration } from '../../../shared/core/configuration.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import {
  transitionOf,
  type Episode,
  type Finding,
  type Movement,
  type Transition,
} from '../../../shared/core/finding.ts';
import { minutes, type Instant } from '../../../shared/core/instant.ts';
import type { NoticeSettings } from '../../../shared/core/notice-settings.ts';
import type { Notice } from '../../../shared/notices/notice.ts';
import type { Delivery } from '../../../shared/ports.ts';
import { finding, work } from '../../adapters/store-fixtures.ts';

/** When everything here begins. */
export const start = Date.parse('2026-11-20T10:00:00Z');

/** A notice as a channel got it. */
export interface Got {
  minute: number;
  channel: string;
  notice: Notice;
  repeat?: string | undefined;
  thread?: string | undefined;
}

/** A notice in a few words: when, where, what of. */
export const said = ({ minute, channel, notice }: Got): string => {
  const what =
    notice.kind === 'finding'
      ? `${notice.news} ${notice.stories.map(({ findingId }) => findingId.slice(0, 4)).join(' ')}`
      : `${notice.about} ${notice.listed.map(({ findingId }) => findingId.slice(0, 4)).join(' ')}${notice.more > 0 ? ` and ${notice.more}` : ''}`;
  return `${minute} ${channel}: ${what}`;
};

/** Everything that tells people, on a clock of its own and with channels that write down what they get. */
export const office = (settings: Partial<NoticeSettings> = {}, configuration: Partial<Configuration> = {}) => {
  let now = start;
  const clock = { now: () => now };
  const store = sqliteStore(':memory:', clock);
  const queue = waitingRoom<NoticeMessage>(clock);
  const got: Got[] = [];
  const undelivered: Undelivered[] = [];
  /** What the next sends to a channel come to; delivered where nothing is said. */
  const answers = new Map<string, (Delivery | Error)[]>();
  const notices = { ...defaultConfiguration.notices, ...settings };
  const desk: Desk = {
    store,
    clock,
    queue,
    configuration: { ...defaultConfiguration, ...configuration, notices },
    controlOf: () => undefined,
    requirementsOf: () => [],
    aliasesOf: () => [],
    catalogue: { types: new Map() },
  };
  const delivering: Delivering = {
    store,
    clock,
    queue,
    settings: notices,
    fallback: 'findings',
    undelivered: (what) => undelivered.push(what),
    channelOf: (channel) =>
      channel in notices.channels
        ? {
            send: async (notice, { repeat, thread }) => {
              const answer = answers.get(channel)?.shift();
              if (answer instanceof Error) throw answer;
              if (answer && answer.kind !== 'delivered') return answer;
              got.push({ minute: (now - start) / 60_000, channel, notice, repeat, thread });
              const isNamed = notices.channels[channel]?.kind === 'slack-bot';
              return answer ?? { kind: 'delivered', ...(isNamed && { receipt: repeat ?? `message ${got.length}` }) };
            },
          }
        : undefined,
  };

  /** Writes how findings moved, and has people told of it. */
  const move = async (...transitions: readonly Transition[]): Promise<void> => {
    const batch = await store.begin([eventKey(`${transitions.map(({ id }) => id).join()} ${now}`)]);
    if (!(await batch.commit(work({ findings: transitions.map((each) => each.finding), transitions })))) {
      throw new Error('somebody else moved something meanwhile');
    }
    await queue.send(
      transitions.map((each) => ({ kind: 'transition', finding: each.finding.id, transition: each.id })),
    );
  };
  /** Takes the next message that is due; what fails comes again six minutes later (infra/queues.yml), as often as it takes. */
  const step = async (): Promise<boolean> => {
    const message = queue.take();
    if (!message) return false;
    try {
      await workOnNotice(message, desk, delivering);
    } catch {
      await queue.send([message], minutes(6));
    }
    return true;
  };
  /** Lets time pass, and everything be done that is due by then. */
  const pass = async (until: Instant): Promise<void> => {
    for (let next = queue.next(); next !== undefined && next <= start + until; next = queue.next()) {
      now = Math.max(now, next);
      while (await step());
    }
    now = Math.max(now, start + until);
  };
  return {
    desk,
    delivering,
    store,
    queue,
    got,
    undelivered,
    answers,
    move,
    step,
    pass,
    at: (moment: Instant) => (now = start + moment),
    /** How many minutes have passed. */
    minute: () => (now - start) / 60_000,
  };
};

let names = 0;

/** A finding that something opened, named by a number. */
export const opened = (members: Partial<Finding> & { event?: string; principal?: string } = {}): Finding => {
  const { event = `event ${++names}`, principal = 'arn:aws:iam::111122223333:user/alice', ...rest } = members;
  const controlId = rest.controlId ?? `sagemaker/control-${++names}`;
  const actor = {
    type: 'IAMUser',
    arn: principal,
    account: '111122223333',
    principal,
    session: undefined,
    accessKeyId: undefined,
    sourceIdentity: undefined,
    invokedBy: undefined,
    mfa: undefined,
  };
  const episode: Episode = { openedAt: start, openedBy: { eventId: event, call: 'a:B', actor, address: '192.0.2.1' } };
  return finding({
    id: (++names).toString(16).padStart(4, '0').padEnd(16, '0'),
    firstSeen: start,
    episodes: [episode],
    ...rest,
    controlId,
  });
};

/** The finding once it is mended. */
export const mended = (was: Finding, at: Instant, event = `event ${++names}`): Finding => ({
  ...was,
  status: 'resolved',
  episodes: was.episodes.map((episode) => ({
    ...episode,
    resolvedAt: start + at,
    resolvedBy: { ...episode.openedBy, eventId: event },
    reason: 'mended' as const,
  })),
});

/** That a finding moved, at its own moment. */
export const moved = (then: Finding, change: Movement, late?: true): Transition => {
  const episode = then.episodes.at(-1);
  return transitionOf(then, change, (change === 'resolved' ? episode?.resolvedAt : episode?.openedAt) ?? start, late);
};
