import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import type { Transition } from '../../shared/core/finding.ts';
import { isoOf, type Instant } from '../../shared/core/instant.ts';
import type { Store } from '../../shared/ports.ts';
import { deskOf } from '../desk.ts';
import { configFlag, formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { noticeLines } from '../render/notice.ts';
import { line } from '../render/text.ts';
import { timeOf } from '../render/words.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';

interface Flags extends CommonFlags {
  since?: string;
  until?: string;
  channel?: string;
  outbox?: string;
}

/** `sagewatch notices`: what people would have been told. */
export const noticesCommand = (program: Command): void => {
  const command = program
    .command('notices')
    .summary('rehearse what people would have been told of what is in the store')
    .description(
      'Goes through what happened as if it was heard of then, under the configuration as it is now: graces, routes, planned changes, limits.\n' +
        'Nothing is sent. Use it to see what a change of `sagewatch.yml` does to a channel before it does.',
    )
    .option('--since <time>', 'only what was told from then on: 2026-11-01, or 7d ago')
    .option('--until <time>', 'as if it was that time (default: the latest that the store knows of)')
    .option('--channel <name>', 'only what goes to this channel')
    .option('--outbox <folder>', 'write each notice there too: as JSON, text, HTML and mail');
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch notices --since 7d --channel ml-security\n  sagewatch notices --config sagewatch.yml --outbox ./notices',
  );
  command.action(async (flags: Flags) => run(flags));
};

const transitionsUntil = async (store: Store, until: Instant): Promise<Transition[]> =>
  (await Array.fromAsync(store.transitionsSince(0))).filter(({ at }) => at <= until);

const run = async (flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const store = await openStore(flags, { mustExist: true });
  try {
    const [{ rehearse }, { outbox }, { timeFrom }] = await Promise.all([
      import('../../shared/app/notices/rehearse.ts'),
      import('../../shared/adapters/local/outbox.ts'),
      import('../sources.ts'),
    ]);
    const until = flags.until === undefined ? ((await store.latest()) ?? systemClock.now()) : timeFrom(flags.until);
    const since = flags.since === undefined ? -Infinity : timeFrom(flags.since);
    const place = await workspaceFor(flags, until, async () => store);
    const { channels } = place.configuration.notices;
    if (flags.channel !== undefined && !Object.hasOwn(channels, flags.channel)) {
      throw new UsageError(`${flags.channel}: no such channel; there are ${Object.keys(channels).join(', ')}`);
    }
    const told = (await rehearse(await transitionsUntil(store, until), until, { ...deskOf(place), store })).filter(
      ({ at, channel }) => at >= since && (flags.channel === undefined || channel === flags.channel),
    );
    const box = flags.outbox === undefined ? undefined : outbox(flags.outbox);
    for (const { at, channel, notice } of told) {
      if (output.format === 'json') output.json({ type: 'notice', at: isoOf(at), channel, notice });
      else {
        output.lines([
          line`${output.paint.dim(`${timeOf(at)} → ${channel}`)}`,
          ...noticeLines(notice, output.paint, output.width),
        ]);
      }
      const kept = await box?.send(notice, {});
      if (kept && kept.kind !== 'delivered') throw new UsageError(kept.reason);
    }
    if (output.format !== 'json') {
      output.lines([
        line`${output.paint.good(`${told.length} notice${told.length === 1 ? '' : 's'}`)}, nothing was sent.`,
      ]);
    }
  } finally {
    await store.close();
  }
};
