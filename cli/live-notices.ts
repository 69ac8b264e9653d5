import { join } from 'node:path';
import { systemClock } from '../shared/adapters/local/clock.ts';
import { consoleChannel } from '../shared/adapters/local/console-channel.ts';
import { outbox } from '../shared/adapters/local/outbox.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import { live, type Live } from '../shared/app/notices/live.ts';
import type { Severity } from '../shared/core/configuration.ts';
import { atLeast } from '../shared/core/severity.ts';
import { durationOf } from '../shared/core/spoken.ts';
import type { Channel, Store } from '../shared/ports.ts';
import { deskOf } from './desk.ts';
import type { Output } from './output.ts';
import type { Progress } from './progress.ts';
import { toldLines } from './render/notice.ts';
import type { Workspace } from './workspace.ts';

/** How notices are told on a terminal. */
export interface LiveNotices {
  minSeverity: Severity;
  /** Where each notice is kept as files, too. */
  outbox: string | undefined;
  progress: Progress;
  signal: AbortSignal;
  /** What is to be known beside the notices. */
  say(text: string): void;
}

/** What is shown is also kept; what cannot be kept now comes again, and is not shown again. */
const shownAndKept = (shown: Channel, kept: Channel, say: (text: string) => void): Channel => {
  const seen = new Set<string>();
  return {
    send: async (notice, earlier) => {
      if (!seen.has(notice.id)) await shown.send(notice, earlier);
      seen.add(notice.id);
      const delivery = await kept.send(notice, {});
      if (delivery.kind !== 'delivered') {
        say(`${delivery.reason}; trying again`);
        return delivery;
      }
      seen.delete(notice.id);
      return { kind: 'delivered' };
    },
  };
};

/** The channels of one machine: whatever they are on AWS, all lead to the terminal, and to a folder of their own in the outbox. */
const channelsOn = (output: Output, { minSeverity, outbox: folder, progress, say }: LiveNotices) => {
  const channels = new Map<string, Channel>();
  const made = (name: string): Channel => {
    const shown = consoleChannel(
      (notice) => toldLines({ at: notice.at, channel: name, notice }, output),
      (text) => process.stdout.write(text),
    );
    const graveEnough: Channel = {
      send: async (notice, earlier) => {
        if (!atLeast(notice.severity, minSeverity)) return { kind: 'delivered' };
        progress.clear();
        return shown.send(notice, earlier);
      },
    };
    return folder === undefined ? graveEnough : shownAndKept(graveEnough, outbox(join(folder, name)), say);
  };
  return (name: string): Channel => {
    const channel = channels.get(name) ?? made(name);
    channels.set(name, channel);
    return channel;
  };
};

/** Begins to tell notices on the terminal while a watch goes on. */
export const liveNotices = async (
  output: Output,
  place: Workspace,
  store: Store,
  notices: LiveNotices,
): Promise<Live> => {
  const { say, signal } = notices;
  const begun = await live({
    ...deskOf(place),
    store,
    clock: systemClock,
    sleep: systemSleep,
    signal,
    channelOf: channelsOn(output, notices),
    onTrouble: (message, retryIn) => say(`${message}; trying again in ${durationOf(retryIn)}`),
    undelivered: ({ channel, reason }) => say(`${channel} does not take a notice: ${reason}`),
  });
  if (begun.passedOver > 0) {
    say(
      `${begun.passedOver.toLocaleString('en-US')} changes of findings from before are not told; \`sagewatch notices\` shows what would have been`,
    );
  }
  return begun;
};
