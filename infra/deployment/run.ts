import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  cloudFormationClients,
  cloudFormationStacks,
  configuredRegion,
} from '../../shared/adapters/aws/deployment/stacks.ts';
import { systemSleep } from '../../shared/adapters/local/sleep.ts';
import { UsageError } from './settings.ts';

const commandLine = fileURLToPath(new URL('../../cli/sagewatch.js', import.meta.url));

/** Runs a program and shows what it says; its exit code, or null where it was killed. */
const exitOf = async (program: string, words: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, [...words], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', resolve);
  });

/** Runs osls, which is in the path of whatever npm runs. */
export const osls = async (words: readonly string[]): Promise<void> => {
  const code = await exitOf('osls', words);
  if (code !== 0) throw new Error(`osls ${words[0] ?? ''} failed (${code ?? 'killed'})`);
};

/** Has the command line look at a stage. */
export const doctor = async (words: readonly string[]): Promise<void> => {
  await exitOf(process.execPath, [commandLine, 'doctor', ...words]);
};

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
