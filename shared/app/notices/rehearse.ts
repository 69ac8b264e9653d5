import { dueAt } from '../../core/due.ts';
import type { Finding, Transition } from '../../core/finding.ts';
import { hours, type Instant } from '../../core/instant.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import type { Notice } from '../../notices/notice.ts';
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

type Past = Pick<Store, 'history'>;

/** What was heard of by a moment. */
const hearing = () => {
  const transitions = new Map<string, Transition[]>();
  const known = new Map<string, Map<string, Finding>>();
  const byId = new Map<string, Finding>();
  return {
    hear: (transition: Transition): void => {
      const { finding, late } = transition;
      transitions.set(finding.id, [...(transitions.get(finding.id) ?? []), transition]);
      // What is told late says how it was, not how it is.
      if (late && byId.has(finding.id)) return;
      const key = resourceKey(finding.resource);
      byId.set(finding.id, finding);
      known.set(key, (known.get(key) ?? new Map<string, Finding>()).set(finding.id, finding));
    },
    finding: (id: string) => byId.get(id),
    transitionsOf: (id: string) => transitions.get(id) ?? [],
    findings: (arn: string | undefined) => (arn === undefined ? byId : known.get(resourceKey({ arn })))?.values() ?? [],
  };
};

/** The store as it was when only some of what happened was known. */
const storeOf = ({ finding, findings, transitionsOf }: ReturnType<typeof hearing>, past: Past): Desk['store'] => {
  const book = new Map<string, BookEntry>();
  return {
    finding: async (id) => finding(id),
    findings: async function* ({ status, account, resource }) {
      for (const each of findings(resource)) {
        if (status && each.status !== status) continue;
        if (account === undefined || each.resource.account === account) yield each;
      }
    },
    transitionsOf: async (id) => [...transitionsOf(id)],
    history: async (key) => past.history(key),
    entries: async (names) => new Map(names.flatMap((name) => (book.has(name) ? [[name, book.get(name)!]] : []))),
    write: async (name, value, version) => {
      if ((book.get(name)?.version ?? 0) !== version) return false;
      book.set(name, { value: structuredClone(value), version: version + 1 });
      return true;
    },
  };
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
  for (const transition of transitions.toSorted((a, b) => a.at - b.at)) {
    const { finding, id, at, change } = transition;
    await goOnTo(at - 1);
    now = Math.max(now, at);
    heard.hear(transition);
    await queue.send([{ kind: 'transition', finding: finding.id, transition: id }]);
    if (change !== 'opened' && change !== 'reopened' && change !== 'raised') continue;
    // The hourly job looks for what is overdue.
    const due = dueAt(finding, rest.configuration) + hours(1);
    if (due <= until) await queue.send([{ kind: 'reminder', news: 'overdue', finding: finding.id }], due - now);
  }
  await goOnTo(Math.max(until, now));
  return told;
};
