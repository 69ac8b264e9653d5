import { Option, type Command } from 'commander';
import { severities } from '../shared/core/configuration.ts';
import { standardOutput, type Format, type Output } from './output.ts';
import { defaultStore } from './workspace-defaults.ts';

/** What every command that reads the store can be told. */
export interface CommonFlags {
  store: string;
  stack?: string;
  profile?: string;
  region?: string;
  config?: string;
  format: Format;
}

/** Which store: a file of one's own, or that of a deployed stage, with whose credentials and where. */
export const storeFlag = (command: Command, { hasDefault } = { hasDefault: true }): Command => {
  const option = new Option('--store <file>', 'the store: a file, or :memory: for none');
  return stackFlag(command.addOption(hasDefault ? option.default(defaultStore) : option));
};

/** Where there is no other store than that of a deployed stage. */
export const stackOnlyFlag = (command: Command): Command =>
  accountFlags(command.requiredOption('--stack <stage>', 'the deployed stage'));

const stackFlag = (command: Command): Command =>
  accountFlags(
    command.addOption(
      new Option(
        '--stack <stage>',
        'instead of a file: the store of a deployed stage, and the configuration published there',
      ).conflicts('store'),
    ),
  );

/** Commands that read from AWS anyway have them already. */
const accountFlags = (command: Command): Command => {
  if (command.options.some(({ long }) => long === '--profile')) return command;
  return command
    .option('--profile <name>', 'AWS profile for --stack')
    .option('--region <region>', 'the AWS Region that the stage runs in (default: that of the profile)');
};

export const configFlag = (command: Command): Command =>
  command.option('--config <file>', 'the configuration (default: ./sagewatch.yml where there is one)');

export const formatFlag = (command: Command): Command =>
  command.addOption(
    new Option('--format <format>', 'for people or for programs').choices(['table', 'json']).default('table'),
  );

export const severityFlag = (command: Command, flag: string, description: string): Command =>
  command.addOption(new Option(`${flag} <severity>`, description).choices([...severities]));

export const periodFlags = (command: Command): Command =>
  command
    .option('--since <time>', 'only records from this time on: 2026-11-01, 2026-11-01T08:00:00Z, or 7d ago')
    .option('--until <time>', 'only records before this time');

export const outputOf = ({ format }: { format: Format }): Output => standardOutput(format);
