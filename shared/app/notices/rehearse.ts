import type { Configuration } from '../../core/configuration.ts';
import { dueAt } from '../../core/due.ts';
import { currentEpisode, type Finding, type Transition } from '../../core/finding.ts';
import { hours, type Instant } from '../../core/instant.ts';
import { isOfWaiver, type Notice } from '../../notices/notice.ts';
import type { BookEntry, Store } from '../../ports.ts';
import type { NoticeMessage } from '../service/messages.ts';
import type { Desk } from './desk.ts';
import { waitingRoom } from './waiting-room.ts';
import { workOnNotice } from './work.ts';

/** A notice that goes to a channel at a moment. */
export interface Rehearsed {
  at: Instant;
  channel: string;
  notice: Notice;
}

type Past = Pick<Store, 'history' | 'referring'>;

/** What was heard of by a moment. */
const hearing = () => {
  const transitions = new Map<string, Transition[]>();
  const byId = new Map<string, Finding>();
  const inOrder: Transition[] = [];
  return {
    hear: (transition: Transition): void => {
      const { finding, late } = transition;
      inOrder.push(transition);
      transitions.set(finding.id, [...(transitions.get(finding.id) ?? []), transition]);
      // What is told late says how it was, not how it is: it is over.
      const known = byId.get(finding.id);
      if (late && (finding.status === 'open' || (known && known.episodeCount >= finding.episodeCount))) return;
      byId.set(finding.id, finding);
    },
    /** Those that were heard of at or after a moment. */
    since: (moment: Instant) => inOrder.slice(inOrder.findLastIndex(({ at }) => at < moment) + 1),
    finding: (id: string) => byId.get(id),
    transitionsOf: (id: string) => transitions.get(id) ?? [],
    findings: () => byId.values(),
  };
};

/** The store as it was when only some of what happened was known. */
const storeOf = (
  { since, finding, findings, transitionsOf }: ReturnType<typeof hearing>,
  past: Past,
): Desk['store'] => {
  const book = new Map<string, BookEntry>();
  return {
    finding: async (id) => finding(id),
    findings: async function* ({ status, account }) {
      for (const each of findings()) {
        if (status && each.status !== status) continue;
        if (account === undefined || each.resource.account === account) yield each;
      }
    },
    transitionsOf: async (id) => [...transitionsOf(id)],
    transitionsSince: async function* (moment) {
      yield* since(moment);
    },
    history: async (key) => past.history(key),
    // As it is now: who used it then was not kept.
    referring: async (key, most) => past.referring(key, most),
    entries: async (names) => new Map(names.flatMap((name) => (book.has(name) ? [[name, book.get(name)!]] : []))),
    write: async (name, value, version) => {
      if ((book.get(name)?.version ?? 0) !== version) return false;
      book.set(name, { value: structuredClone(value), version: version + 1 });
      return true;
    },
  };
};

interface Reminder {
  due: Instant;
  findings: string[];
}

/** When the hourly job finds what became overdue: of what one change has opened together, with the first of it. */
const remindersOf = (
  transitions: readonly Transition[],
  configuration: Configuration,
): ReadonlyMap<Transition, Reminder> => {
  const found = new Map<string, Reminder>();
  const reminders = new Map<Transition, Reminder>();
  for (const transition of transitions) {
    const { finding, change, late } = transition;
    if (late || change === 'resolved' || isOfWaiver(change)) continue;
    const due = dueAt(finding, configuration) + hours(1);
    const name = `${due} ${currentEpisode(finding)?.openedBy.eventId || finding.id}`;
    const known = found.get(name);
    if (known) known.findings.push(finding.id);
    else {
      const reminder = { due, findings: [finding.id] };
      found.set(name, reminder);
      reminders.set(transition, reminder);
    }
  }
  return reminders;
};

/**
 * Who would have been told of what, and when, as the configuration now is: goes through transitions as if they were heard of
 * when they happened, up to `until`. Nothing is sent, and nothing in the store changes.
 */
export const rehearse = async (
  transitions: readonly Transition[],
  until: Instant,
  { store: past, ...rest }: Omit<Desk, 'store' | 'clock' | 'queue'> & { store: Past },
): Promise<Rehearsed[]> => {
  let now = -Infinity;
  const clock = { now: () => now };
  const queue = waitingRoom<NoticeMessage>(clock);
  const heard = hearing();
  const told: Rehearsed[] = [];
  const desk: Desk = { ...rest, clock, queue, store: storeOf(heard, past) };
  const delivering = {
    ...desk,
    settings: { channels: {} },
    fallback: '',
    undelivered: () => {},
    channelOf: (channel: string) => ({
      send: async (notice: Notice) => {
        told.push({ at: now, channel, notice });
        return { kind: 'delivered' as const };
      },
    }),
  };
  const goOnTo = async (moment: Instant): Promise<void> => {
    for (let next = queue.next(); next !== undefined && next <= moment; next = queue.next()) {
      now = Math.max(now, next);
      for (let message = queue.take(); message; message = queue.take()) await workOnNotice(message, desk, delivering);
    }
    now = Math.max(now, moment);
  };
  const reminders = remindersOf(transitions, rest.configuration);
  for (const transition of transitions.toSorted((a, b) => a.at - b.at)) {
    const { finding, id, at } = transition;
    await goOnTo(at - 1);
    now = Math.max(now, at);
    heard.hear(transition);
    await queue.send([{ kind: 'transition', finding: finding.id, transition: id }]);
    const reminder = reminders.get(transition);
    if (reminder && reminder.due <= until) {
      await queue.send([{ kind: 'reminder', news: 'overdue', findings: reminder.findings }], reminder.due - now);
    }
  }
  await goOnTo(Math.max(until, now));
  return told;
};
