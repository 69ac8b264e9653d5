import { dynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { noticeMessage } from '../../shared/app/service/messages.ts';
import type { Transition } from '../../shared/core/finding.ts';
import type { Known } from '../../shared/core/known.ts';
import { held } from '../adapters/dynamo/behaving.ts';
import { directClientOf } from '../adapters/dynamo/direct-client.ts';
import type { Day } from './day.ts';
import { machineTime, taken } from './story.ts';
import { untoldIn } from './told.ts';

const instant = /\b1[5-9]\d{11}\b/g;

/** What is read again has another time: of those there are two, in the morning and later. */
const untimed = (value: unknown): readonly unknown[] =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) => {
      if (typeof member === 'number') return machineTime(member) ?? member;
      return typeof member === 'string'
        ? member.replaceAll(instant, (text) => machineTime(Number(text)) ?? text)
        : member;
    }),
  ) as unknown[];

/** What stood for all there is, while that could not be listed, is left over as something that is not there. */
const isSomething = ({ resource, exists }: Pick<Known, 'resource' | 'exists'>): boolean =>
  exists !== false || resource.name !== '*';

const lineOf = ({ change, at, finding, late }: Transition): string =>
  [finding.controlId, finding.resource.name, change, machineTime(at) ?? at, finding.episodeCount, late ?? ''].join(' ');

/** What is so, and what was told of it, but for when it was read. */
export const endStateOf = async ({ dynamo, queues }: Day) => {
  const store = dynamoStore({
    table: 'sagewatch',
    client: directClientOf(dynamo.handle),
    clock: { now: () => taken },
    sleep: async () => {},
  });
  const { findings, resources, transitions, pending } = await held(store);
  const quarantined = await Array.fromAsync(store.quarantined());
  const told = queues.notices.map(({ body }) => noticeMessage.parse(JSON.parse(body)));
  const notices = new Set(told.flatMap((notice) => (notice.kind === 'transition' ? [notice.transition] : [])));
  const others = new Set(told.flatMap((notice) => (notice.kind === 'transition' ? [] : [JSON.stringify(notice)])));
  const handed = transitions.filter(({ id }) => notices.has(id));
  return {
    findings: untimed(findings),
    // How often something was read is no part of what is so.
    resources: untimed(resources.filter(isSomething).map(({ changes: _, ...known }) => known)),
    quarantined: quarantined.map(({ text }) => text),
    transitions: transitions.map(lineOf).toSorted(),
    handed: handed.map(lineOf).toSorted(),
    /** Told, and never was: nothing, ever. */
    invented: [...notices].filter((id) => !transitions.some((transition) => transition.id === id)),
    /** What else people are told: summaries and reminders. */
    others: [...others].toSorted(),
    /** What is so, and nobody was told. */
    untold: untoldIn({ findings, transitions: handed }),
    pending: pending.map(lineOf).toSorted(),
    /** Large commits that nobody finished. */
    unfinished: dynamo.items().filter(({ lock, todo }) => lock !== undefined || todo?.S === 'staged').length,
  };
};

export type EndState = Awaited<ReturnType<typeof endStateOf>>;
