import { readFileSync } from 'node:fs';

/** The version of Sagewatch. */
export const version = (): string => {
  const { version: number } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return number;
};
