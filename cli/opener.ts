import { spawn } from 'node:child_process';
import { UsageError } from './usage-error.ts';

/** What opens a file with the program that is meant for it, by the system. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens a file as a double click would. Throws a UsageError where the system has nothing for it. */
export const openFile = async (file: string): Promise<void> => {
  const [command, ...words] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...words, file], { detached: true, stdio: 'ignore' });
    child.once('error', () => reject(new UsageError(`${command} is not installed; open ${file} yourself`)));
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
};
