import { Option, type Command } from 'commander';
import { severities } from '../shared/core/configuration.ts';
import { standardOutput, type Format, type Output } from './output.ts';
import { defaultStore } from './workspace-defaults.ts';

/** What every command that reads the store can be told. */
export interface CommonFlags {
  store: string;
  config?: string;
  format: Format;
}

export const storeFlag = (command: Command): Command =>
  command.option('--store <file>', 'the store: a file, or :memory: for none', defaultStore);

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
