import type { Catalogue } from '../../core/catalogue.ts';
import type { Configuration, Waiver } from '../../core/configuration.ts';
import type { Control } from '../../core/control.ts';
import type { Finding } from '../../core/finding.ts';
import type { Instant } from '../../core/instant.ts';
import { waiverOf } from '../../core/waiver.ts';
import type { Requirement } from '../../frameworks/index.ts';
import type { Clock, Queue, Store } from '../../ports.ts';
import type { NoticeMessage } from '../service/messages.ts';

/** What notices are made with. */
export interface Desk {
  store: Pick<
    Store,
    'finding' | 'findings' | 'transitionsOf' | 'transitionsSince' | 'history' | 'referring' | 'entries' | 'write'
  >;
  clock: Clock;
  /** Where messages wait until they are ripe, and go on from. */
  queue: Queue<NoticeMessage>;
  configuration: Configuration;
  controlOf(id: string): Control | undefined;
  requirementsOf(control: Control | undefined): readonly Requirement[];
  catalogue: Pick<Catalogue, 'types'>;
  /** Other names of a control, under which a waiver may name it. */
  aliasesOf(controlId: string): readonly string[];
}

/** The finding as it now is; undefined: it is not there any more. */
export const presentFinding = async ({ store }: Pick<Desk, 'store'>, id: string): Promise<Finding | undefined> => {
  const found = await store.finding(id);
  return found === 'ambiguous' ? undefined : found;
};

/** The waiver that covers a finding now, if one does. */
export const waiverNow = ({ configuration, clock, aliasesOf }: Desk, finding: Finding): Waiver | undefined =>
  waiverOf(finding, configuration.waivers, clock.now(), aliasesOf(finding.controlId));

/** The longest that a queue holds a message back; what waits longer is put off again. */
export const longestDelay = 15 * 60_000;

/** Sends a message that is to come again at a moment, or on the way there. */
export const putOff = async ({ queue, clock }: Pick<Desk, 'queue' | 'clock'>, message: NoticeMessage, until: Instant) =>
  queue.send([message], Math.min(Math.max(until - clock.now(), 1_000), longestDelay));
