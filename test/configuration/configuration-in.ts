import { readConfiguration } from '../../shared/configuration/read.ts';
import type { Configuration } from '../../shared/core/configuration.ts';

/** A few controls, so that these tests do not change with the catalogue. */
export const controls = [
  { id: 'sagemaker/notebook-root-access', aliases: ['sagemaker-notebook-root-access'] },
  { id: 'sagemaker/notebook-volume-key' },
  { id: 'kms/key-rotation' },
] as const;

/** The configuration in a text that has to be without problems. */
export const configurationIn = (text: string): Configuration => {
  const read = readConfiguration(text, 'sagewatch.yml', { controls });
  if ('configuration' in read) return read.configuration;
  throw new Error(read.problems.map(({ message }) => message).join('\n'));
};
