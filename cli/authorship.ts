import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { Commit, Signature } from '../shared/app/service/published-configuration.ts';
import { openStack, type StorePlace } from './workspace.ts';

/** What git says, without its line end; undefined where there is no git, no repository, or it says nothing. */
const git = (folder: string, ...words: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  return status === 0 && stdout !== '' ? stdout : undefined;
};

/** Whoever is at this machine, as git or the system calls them. */
const localName = (): string =>
  git('.', 'config', 'user.email')?.trim() ?? process.env['USER'] ?? process.env['USERNAME'] ?? 'somebody';

/** Who does something to a store: with a deployed stage, whose credentials are used; and the account that it is in. */
export const authorOf = async (place: StorePlace): Promise<{ by: string; account?: string | undefined }> => {
  if (place.stack === undefined) return { by: localName() };
  const { callerOf } = await import('../shared/adapters/aws/production/caller.ts');
  const { arn, account } = await callerOf(await openStack(place));
  return { by: arn, account };
};

/** What git's letter for a signature says; what it does not tell was not checked. [git log, %G?] */
const signatureOf: Readonly<Record<string, Signature>> = {
  G: 'verified',
  U: 'untrusted',
  X: 'expired',
  Y: 'expired',
  R: 'revoked',
  B: 'bad',
  N: 'none',
};

/** The commit that is checked out, if it has this very text in this file: whose it is, and whether its signature proves it. */
export const commitOf = (file: string, text: string): Commit | undefined => {
  if (file === '-') return undefined;
  const folder = dirname(file);
  if (git(folder, 'show', `HEAD:./${basename(file)}`) !== text) return undefined;
  const [commit, letter, author] = git(folder, 'log', '-1', '--format=%H%n%G?%n%an <%ae>', 'HEAD')?.split('\n') ?? [];
  if (!commit || author === undefined) return undefined;
  return { commit, author, signature: signatureOf[letter ?? ''] ?? 'unchecked' };
};
