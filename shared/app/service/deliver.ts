import type { Change } from '../../core/change.ts';
import type { Instant } from '../../core/instant.ts';
import type { Known } from '../../core/known.ts';
import { isOwnActor } from '../../core/own-stack.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import type { Judged } from '../../core/wanted-reads.ts';
import { wantedAgain, wantedReads } from '../../core/wanted-reads.ts';
import type { Queue } from '../../ports.ts';
import { assess, type Assessed, type Assessing } from '../assess.ts';
import { intake, quarantinedRecord } from '../intake.ts';
import { messageOfRead, type WorkMessage } from './messages.ts';

/** One message of the queue that the rules feed. */
export interface Delivery {
  /** Names the message, where it has to be found again. */
  id: string;
  /** The event, as text. */
  body: string;
}

export interface Delivering extends Omit<Assessing, 'onEvaluation'> {
  work: Queue<WorkMessage>;
  /** Told of every evaluation, once its event is committed. */
  onJudged?: ((judged: Judged) => void) | undefined;
}

/** What came of a delivery. `at`: when it happened; undefined: it could not be read. */
export type Delivered = Assessed & {
  at: Instant | undefined;
  /** Its id, where it is about anything that is watched. */ eventId?: string;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Takes one delivered event in: judges it at once by what it states, and asks for the reads that it leaves open. What
 * cannot be read is quarantined, and so is never delivered again. What our own roles did asks for no reads. Throws where the store or the queue fail: the same
 * message may then come again, and changes nothing twice.
 */
export const deliver = async ({ id, body }: Delivery, delivering: Delivering): Promise<Delivered> => {
  const { work, onJudged, ...assessing } = delivering;
  const value = parsed(body);
  const taken = value === undefined ? { quarantine: 'the message is not JSON' } : intake(value, assessing.catalogue);
  if ('outside' in taken || 'heldBack' in taken) throw new Error('without a period or rules, nothing is left out');
  if ('quarantine' in taken) {
    const raw = Buffer.from(body, 'utf8');
    const quarantined = [quarantinedRecord(`queue ${id}`, taken.quarantine, { position: 0, raw })];
    return { ...(await assess([], quarantined, assessing)), at: undefined };
  }
  const judged: Judged[] = [];
  const assessed = await assess([taken.event], [], {
    ...assessing,
    onEvaluation: (control, resource, evaluation, { eventId }) =>
      judged.push({ control, resource, evaluation, eventId }),
  });
  for (const each of judged) onJudged?.(each);
  const { changes } = taken.event;
  const [first] = changes;
  const delivered = { ...assessed, at: taken.event.at, ...(first && { eventId: first.eventId }) };
  // Or our own doings would keep us busy with ourselves: what they leave open is read by the next sweep.
  if (changes.some(({ call }) => call && isOwnActor(call.actor))) return delivered;
  const wanted =
    assessed.duplicates === 0
      ? wantedReads(changes, judged, assessing.catalogue)
      : wantedAgain(await knownOf(changes, assessing), assessing.catalogue);
  for (const each of wanted) await work.send([messageOfRead(each)], each.delay);
  return delivered;
};

/** What is known now of the resources that an event is about. */
const knownOf = async (changes: readonly Change[], { store }: Pick<Assessing, 'store'>): Promise<Known[]> => {
  const keys = new Set(changes.map(({ resource }) => resourceKey(resource)));
  const found = await Promise.all(changes.map(({ resource: { arn } }) => store.resources(arn)));
  return found.flat().filter(({ resource }) => keys.has(resourceKey(resource)));
};
