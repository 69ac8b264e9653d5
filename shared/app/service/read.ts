import { minutes } from '../../core/instant.ts';
import { refOf, resourceKey } from '../../core/resource-ref.ts';
import { wantedReads, type Judged } from '../../core/wanted-reads.ts';
import type { Queue, Reader } from '../../ports.ts';
import type { Assessing } from '../assess.ts';
import { observe } from '../observe.ts';
import { messageOfRead, type ReadMessage, type WorkMessage } from './messages.ts';
import { keepUnread } from './unread.ts';

export interface Reading extends Omit<Assessing, 'onEvaluation'> {
  reader: Reader;
  work: Queue<WorkMessage>;
  onJudged?: ((judged: Judged) => void) | undefined;
}

/** What came of a read. `unwatched`: no type of this version; `given up`: its answers kept contradicting each other. */
export type ReadEnd =
  | { kind: 'told' | 'put off' | 'given up' | 'unwatched' }
  /** What was asked is not permitted, or has no reader; it stays unknown. */
  | { kind: 'unavailable'; reason: string; permission?: string | undefined };

/** How long until AWS should say the same twice. */
const putOff = minutes(1);
const mostAttempts = 5;
/** An endpoint leads to its configuration, that to a key: more reads than references are followed are never needed. */
const mostDepth = 3;

/**
 * Asks AWS about the resource of a message, takes the answer in, and asks on for what then is still open. Throws where
 * AWS is overburdened or the store fails: the message comes again.
 */
export const readResource = async (message: ReadMessage, reading: Reading): Promise<ReadEnd> => {
  const { reader, work, onJudged, ...assessing } = reading;
  const type = assessing.catalogue.types.get(message.type);
  if (!type) return { kind: 'unwatched' };
  const resource = refOf(message.type, message.arn, message);
  const judged: Judged[] = [];
  const observed = await observe(
    type,
    resource,
    reader,
    {
      ...assessing,
      onEvaluation: (control, about, evaluation, { eventId }) =>
        judged.push({ control, resource: about, evaluation, eventId }),
    },
    message.baseline,
  );
  if (observed.kind === 'unavailable') {
    await keepUnread(resource, observed, assessing);
    return observed;
  }
  if (observed.kind === 'contradicted') {
    if (message.attempt + 1 >= mostAttempts) return { kind: 'given up' };
    await work.send([{ ...message, attempt: message.attempt + 1 }], putOff);
    return { kind: 'put off' };
  }
  for (const each of judged) onJudged?.(each);
  if (message.depth < mostDepth) {
    const baseline = message.baseline && { baseline: message.baseline };
    const further = wantedReads([], judged, assessing.catalogue).filter(
      (wanted) => resourceKey(wanted.resource) !== resourceKey(resource),
    );
    for (const wanted of further)
      await work.send([{ ...messageOfRead(wanted, message.depth + 1), ...baseline }], wanted.delay);
  }
  return { kind: 'told' };
};
