import type { Delivering } from '../../shared/app/notices/deliver.ts';
import type { Desk } from '../../shared/app/notices/desk.ts';
import { waitingRoom } from '../../shared/app/notices/waiting-room.ts';
import { workOnNotice } from '../../shared/app/notices/work.ts';
import type { NoticeMessage } from '../../shared/app/service/messages.ts';
import { controls } from '../../shared/catalogue.ts';
import type { Transition } from '../../shared/core/finding.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { NoticeSettings } from '../../shared/core/notice-settings.ts';
import { requirementsOf } from '../../shared/frameworks/index.ts';
import type { Queue } from '../../shared/ports.ts';
import { nothing, plus, type Metered, type Used } from './metered.ts';

const byId = new Map(controls.map((control) => [control.id as string, control]));

/** Has people told of transitions as they come, by way of one channel, and counts what that takes until nothing waits any more. */
export const telling = ({ store, clock, queue, assessing, at, count }: Metered) => {
  const waiting = waitingRoom<NoticeMessage>(clock);
  const counted = queue<NoticeMessage>();
  let used: Used = nothing;
  let runs = 0;
  let notices = 0;
  const going: Queue<NoticeMessage> = {
    send: async (messages, delay) => {
      await counted.send(messages);
      await waiting.send(counted.take(), delay);
    },
  };
  const settings: NoticeSettings = {
    ...assessing.configuration.notices,
    channels: { findings: { kind: 'sns', topic: null } },
    routes: [],
    otherwise: ['findings'],
  };
  const desk: Desk = {
    store,
    clock,
    queue: going,
    configuration: { ...assessing.configuration, notices: settings },
    controlOf: (id) => byId.get(id),
    requirementsOf: (control) => (control ? requirementsOf(control.requirements) : []),
    aliasesOf: () => [],
    catalogue: assessing.catalogue,
  };
  const delivering: Delivering = {
    ...desk,
    settings,
    fallback: 'findings',
    undelivered: ({ reason }) => {
      throw new Error(reason);
    },
    channelOf: () => ({
      send: async () => {
        notices++;
        return { kind: 'delivered' };
      },
    }),
  };
  return {
    /** They are in the queue: what put them there is counted elsewhere. */
    hear: (transitions: readonly Transition[]): Promise<void> =>
      waiting.send(transitions.map(({ id, finding }) => ({ kind: 'transition', finding: finding.id, transition: id }))),
    /** Does what is due by a moment. */
    goOnTo: async (moment: Instant): Promise<void> => {
      for (let next = waiting.next(); next !== undefined && next <= moment; next = waiting.next()) {
        at(next);
        for (let message = waiting.take(); message; message = waiting.take()) {
          const due = message;
          runs++;
          used = plus(used, (await count(() => workOnNotice(due, desk, delivering))).used);
        }
      }
    },
    /** What was used, how often the function ran, and how many notices there were. */
    come: () => ({ used, runs, notices }),
  };
};
