import { performance } from 'node:perf_hooks';
import { readLog, type Item } from '../cloudtrail/log-file.ts';
import type { Transition } from '../core/finding.ts';
import { SourceError } from '../core/source-error.ts';
import type { Status } from '../core/verdict.ts';
import type { Quarantined, SourceFile } from '../ports.ts';
import { assess, type Assessing } from './assess.ts';
import type { Event } from './event.ts';
import { intake, quarantinedRecord, type Taking } from './intake.ts';

export type { SourceFile } from '../ports.ts';

/** Every record is in one of the five classes: `records` is their sum. */
export interface Totals {
  files: number;
  skipped: number;
  /** Files that could not be read, or not to their end; each was noted. What was read of them counts. */
  unreadableFiles: number;
  records: number;
  evaluated: number;
  irrelevant: number;
  failedCalls: number;
  duplicates: number;
  quarantined: number;
  /** Not counted among the records: outside `since` and `until`. */
  outside: number;
  /** Not counted among the records: would not have been delivered. */
  heldBack: number;
  /** Of those: a control looks at it. */
  heldBackNeeded: number;
  verdicts: Record<Status, number>;
  opened: number;
  reopened: number;
  /** Became graver while they were open. */
  raised: number;
  resolved: number;
  /** Of those: open and over again before we heard of it. */
  exposures: number;
  /** Why the source was not read to its end. */
  stopped: string | undefined;
}

export interface Replaying extends Omit<Assessing, 'onEvaluation'>, Taking {
  /** How long a transaction may be kept waiting for more records; where nothing outlives the run, for ever. */
  holdMilliseconds?: number | undefined;
  onTransitions?: (transitions: readonly Transition[]) => void;
  /** Whatever is to be done with the store between two batches. */
  onCommit?: () => Promise<void>;
  /** A file that is no trail log, or that could only be read in part. */
  onNote?: (file: string, note: string) => void;
  onProgress?: (progress: { files: number; records: number; bytes: number }) => void;
}

/** One transaction holds at most this many records, and this much of their state. */
const limits = { events: 10_000, changes: 4_000 };

const noTotals = (): Totals => ({
  files: 0,
  skipped: 0,
  unreadableFiles: 0,
  records: 0,
  evaluated: 0,
  irrelevant: 0,
  failedCalls: 0,
  duplicates: 0,
  quarantined: 0,
  outside: 0,
  heldBack: 0,
  heldBackNeeded: 0,
  verdicts: { pass: 0, fail: 0, 'not-applicable': 0, unknown: 0, error: 0 },
  opened: 0,
  reopened: 0,
  raised: 0,
  resolved: 0,
  exposures: 0,
  stopped: undefined,
});

/** A source that says itself what is wrong with it, or a file whose reading failed in a way nobody foresaw. */
const sourceErrorOf = (error: unknown): SourceError =>
  error instanceof SourceError ? error : new SourceError(messageOf(error), { scope: 'file', cause: error });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs trail files through the watchdog, in batches, and counts what became of every record. A file that can't be read is
 * noted and counted; a source that can't be read on ends the run, with everything kept that was read until then.
 */
export const replay = async (files: AsyncIterable<SourceFile>, replaying: Replaying): Promise<Totals> => {
  const { catalogue, holdMilliseconds = 1_000, onTransitions, onCommit, onNote, onProgress } = replaying;
  const totals = noTotals();
  const assessing: Assessing = {
    ...replaying,
    onEvaluation: (_control, _resource, { outcome }) => totals.verdicts[outcome.status]++,
  };
  let events: Event[] = [];
  let changes = 0;
  let quarantined: Quarantined[] = [];
  let checkpoints: Record<string, string> = {};
  let begun = performance.now();
  let bytes = 0;

  const flush = async () => {
    if (events.length + quarantined.length > 0 || Object.keys(checkpoints).length > 0) {
      const assessed = await assess(events, quarantined, assessing, checkpoints);
      for (const name of ['evaluated', 'irrelevant', 'failedCalls', 'duplicates', 'quarantined'] as const) {
        totals[name] += assessed[name];
        totals.records += assessed[name];
      }
      for (const { change, late } of assessed.transitions) {
        // Records bring no waivers.
        if (change !== 'waived' && change !== 'waiver-ended') totals[change]++;
        if (late && change === 'resolved') totals.exposures++;
      }
      if (assessed.transitions.length > 0) onTransitions?.(assessed.transitions);
      await onCommit?.();
    }
    [events, changes, quarantined, checkpoints] = [[], 0, [], {}];
    onProgress?.({ files: totals.files, records: totals.records, bytes });
    begun = performance.now();
  };

  const take = (file: string, item: Extract<Item, { kind: 'record' }>) => {
    const taken = intake(item.value, catalogue, replaying);
    if ('outside' in taken) totals.outside++;
    else if ('heldBack' in taken) {
      totals.heldBack++;
      if (taken.isNeeded) totals.heldBackNeeded++;
    }
    // Only now where the record stands is asked for: to tell it can cost another look at the file.
    else if ('quarantine' in taken) quarantined.push(quarantinedRecord(file, taken.quarantine, item));
    else {
      events.push(taken.event);
      changes += taken.event.changes.length;
    }
  };

  const read = async (file: SourceFile): Promise<SourceError | undefined> => {
    let skipped = false;
    let failure: SourceError | undefined;
    const counted = async function* () {
      try {
        for await (const chunk of file.open()) {
          bytes += chunk.byteLength;
          yield chunk;
        }
      } catch (error) {
        failure = sourceErrorOf(error);
        throw failure;
      }
    };
    try {
      for await (const items of readLog(counted())) {
        for (const item of items) {
          if (item.kind === 'record') take(file.name, item);
          else if (item.kind === 'broken') quarantined.push(brokenPiece(file.name, item));
          else if (item.kind === 'note') onNote?.(file.name, item.message);
          else {
            skipped = true;
            onNote?.(file.name, `skipped: ${item.reason}`);
          }
        }
        const full = events.length >= limits.events || changes >= limits.changes || quarantined.length >= 100;
        if (full || performance.now() - begun >= holdMilliseconds) await flush();
      }
    } catch (error) {
      if (error !== failure) throw error;
      return failure;
    }
    if (skipped) totals.skipped++;
    else totals.files++;
    if (file.checkpoint) checkpoints[file.checkpoint.name] = file.checkpoint.value;
    return undefined;
  };

  try {
    for await (const file of files) {
      const failure = await read(file);
      if (failure?.scope === 'source') throw failure;
      if (!failure) continue;
      totals.unreadableFiles++;
      onNote?.(file.name, failure.message);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    totals.stopped = error.message;
  }
  await flush();
  return totals;
};

const brokenPiece = (
  file: string,
  { position, reason, text, length, sha256 }: Omit<Quarantined, 'file'>,
): Quarantined => ({
  file,
  position,
  reason,
  text,
  length,
  sha256,
});
