import type { Notice } from '../../notices/notice.ts';
import type { Channel } from '../../ports.ts';

/** Notices on a terminal. `linesOf` makes them harmless, as everything that is shown there. */
export const consoleChannel = (
  linesOf: (notice: Notice) => readonly string[],
  write: (text: string) => unknown,
): Channel => ({
  send: async (notice) => {
    write(`${linesOf(notice).join('\n')}\n`);
    return { kind: 'delivered' };
  },
});
