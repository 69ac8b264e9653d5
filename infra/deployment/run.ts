import { spawn } from 'node:child_process';
import {
  cloudFormationClients,
  cloudFormationStacks,
  configuredRegion,
} from '../../shared/adapters/aws/deployment/stacks.ts';
import { systemSleep } from '../../shared/adapters/local/sleep.ts';
import { UsageError } from './settings.ts';

/** Runs osls, which is in the path of whatever npm runs, and shows what it says. */
export const osls = async (words: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('osls', [...words], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`osls ${words[0] ?? ''} failed (${code ?? 'killed'})`));
    });
  });

/** The stacks of the user's account. */
export const ownStacks = () => cloudFormationStacks(cloudFormationClients(), systemSleep);

/** The Region that is named, or that the user's environment or profile names. */
export const regionOf = async (named: string | undefined): Promise<string> => {
  if (named !== undefined) return named;
  try {
    return await configuredRegion();
  } catch {
    throw new UsageError('no Region is set: name the one that Sagewatch is to run in, with --region');
  }
};

/** What node:util says of options that there are not. */
const isAboutOptions = (error: unknown): boolean =>
  error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');

/** Runs a command; what goes wrong is one line, and asking wrongly has an exit code of its own. */
export const exiting = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    console.error(`sagewatch: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = error instanceof UsageError || isAboutOptions(error) ? 2 : 1;
  }
};
