import { minutes } from '../core/instant.ts';
import { SourceError } from '../core/source-error.ts';
import type { Sleep, SourceFile, Watched } from '../ports.ts';
import { replay, type Replaying, type Totals } from './replay.ts';

export interface Watching extends Replaying {
  /** Milliseconds from the end of a round to the next. */
  poll: number;
  sleep: Sleep;
  /** Ends the watch after what is being assessed. */
  signal: AbortSignal;
  onRound?: ((round: Totals) => void) | undefined;
  /** A round that could not be finished, and in how many milliseconds the next begins. */
  onTrouble?: ((message: string, retryIn: number) => void) | undefined;
}

const longestWait = minutes(5);

/** Files until the signal is given; the one that is open then ends there, and counts as not read. */
export const until = async function* (
  signal: AbortSignal,
  files: AsyncIterable<SourceFile>,
): AsyncGenerator<SourceFile> {
  for await (const file of files) {
    if (signal.aborted) return;
    yield { ...file, open: () => bytesUntil(signal, file) };
    if (signal.aborted) return;
  }
};

const bytesUntil = async function* (signal: AbortSignal, file: SourceFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of file.open()) {
    if (signal.aborted) throw new SourceError('interrupted');
    yield chunk;
  }
};

const added = (sum: Totals, { verdicts, ...counts }: Omit<Totals, 'stopped'>): Totals => {
  const next: Totals = { ...sum, verdicts: { ...sum.verdicts } };
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) next[name] += counts[name];
  for (const name of Object.keys(verdicts) as (keyof typeof verdicts)[]) next.verdicts[name] += verdicts[name];
  return next;
};

/**
 * Watches a source until the signal is given: round after round, everything that is new in it goes through the watchdog.
 * A round that breaks off (no network, expired credentials) is told and tried again, waiting twice as long each time; only
 * a store that fails ends the watch.
 */
export const watch = async (watched: Watched, watching: Watching): Promise<Totals> => {
  const { poll, sleep, signal, onRound, onTrouble } = watching;
  let sum: Totals | undefined;
  let troubles = 0;
  while (!signal.aborted || !sum) {
    const { stopped, ...round } = await replay(until(signal, watched.next(signal)), watching);
    const trouble = signal.aborted ? undefined : stopped;
    onRound?.({ ...round, stopped: trouble });
    sum = sum ? added(sum, round) : { ...round, stopped: undefined };
    if (signal.aborted) break;
    troubles = trouble === undefined ? 0 : troubles + 1;
    const wait = troubles === 0 ? poll : Math.max(poll, Math.min(poll * 2 ** (troubles - 1), longestWait));
    if (trouble !== undefined) onTrouble?.(trouble, wait);
    await sleep(wait, signal);
  }
  return sum;
};
