import type { Command } from 'commander';
import { formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { cut, line } from '../render/text.ts';
import { openStore } from '../workspace.ts';

/** `sagewatch quarantine`: what could not be read. */
export const quarantineCommand = (program: Command): void => {
  const command = program
    .command('quarantine')
    .summary('list the records that could not be read')
    .description(
      'Lists every piece of text that could not be read as a record: where it stands, why, and its beginning.',
    );
  storeFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExample:\n  sagewatch quarantine --format json   # with the raw text, up to 64 KB of each',
  );
  command.action(async (flags: CommonFlags) => {
    const output = outputOf(flags);
    const store = await openStore(flags, { mustExist: true });
    try {
      let count = 0;
      for await (const { file, position, reason, length, sha256, text } of store.quarantined()) {
        count++;
        if (output.format === 'json')
          output.json({ type: 'quarantined', file, position, reason, length, sha256, text });
        else
          output.lines([
            line`${output.paint.bold(file)} at byte ${position}: ${output.paint.warn(reason)} (${length} bytes, sha256 ${sha256.slice(0, 16)}…)`,
            line`  ${{ styled: cut(text, output.width - 2) }}`,
          ]);
      }
      if (count === 0 && output.format !== 'json')
        output.lines([line`${output.paint.good('Nothing is in quarantine.')}`]);
    } finally {
      await store.close();
    }
  });
};
