import { performance } from 'node:perf_hooks';
import { durationOf } from '../shared/core/spoken.ts';

export interface Progress {
  update(state: { files: number; records: number; bytes: number }): void;
  /** Takes the bar off the screen, so that lines can be written; the next update draws it again. */
  clear(): void;
}

const silent: Progress = { update: () => undefined, clear: () => undefined };

const counted = (count: number): string => count.toLocaleString('en-US');

/** A bar on standard error while work goes on: how far, how fast, how long still. Only where somebody is looking. */
export const progressBar = (total: { bytes?: number | undefined; files?: number | undefined } = {}): Progress => {
  const { stderr } = process;
  if (!stderr.isTTY) return silent;
  const begun = performance.now();
  let drawn = false;
  let last = -Infinity;
  return {
    update: ({ files, records, bytes }) => {
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      const seconds = Math.max((now - begun) / 1_000, 0.001);
      const share = total.bytes
        ? Math.min(bytes / total.bytes, 1)
        : total.files
          ? Math.min(files / total.files, 1)
          : undefined;
      const bar =
        share === undefined
          ? ''
          : `${'█'.repeat(Math.round(share * 20)).padEnd(20, '░')} ${Math.round(share * 100)} %  `;
      const left = share && share < 1 ? `  ${durationOf(((seconds * (1 - share)) / share) * 1_000)} left` : '';
      const rate = `${counted(records)} records in ${counted(files)} files, ${counted(Math.round(records / seconds))} a second`;
      stderr.write(`\r\u001b[2K${bar}${rate}${left}`);
      drawn = true;
    },
    clear: () => {
      if (drawn) stderr.write('\r\u001b[2K');
      drawn = false;
    },
  };
};
