import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { commentedConfiguration } from '../../shared/configuration/commented.ts';
import { formatFlag, outputOf, type CommonFlags } from '../flags.ts';
import { line } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';
import { defaultConfigurationFile } from '../workspace-defaults.ts';

/** `sagewatch init`: a configuration file to start from. */
export const initCommand = (program: Command): void => {
  const command = program
    .command('init')
    .summary('write a commented sagewatch.yml')
    .argument('[file]', 'where to', defaultConfigurationFile);
  formatFlag(command);
  command.addHelpText('after', '\nExample:\n  sagewatch init && $EDITOR sagewatch.yml');
  command.action((file: string, flags: CommonFlags) => {
    if (existsSync(file)) throw new UsageError(`${file} is there already; it was left as it is`);
    writeFileSync(file, commentedConfiguration());
    const output = outputOf(flags);
    if (output.format === 'json') output.json({ type: 'written', file });
    else output.lines([line`${file} written. Everything in it is optional; uncomment what is true of you.`]);
  });
};
