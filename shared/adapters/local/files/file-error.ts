import { SourceError } from '../../../core/source-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'a loop of symbolic links',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is no folder',
  EIO: 'the disk has a read error',
  EMFILE: 'too many files are open',
  ESTALE: 'the network file system lost it',
  ENAMETOOLONG: 'the name is too long',
};

/** What went wrong with a file or folder, in words. */
export const fileError = (path: string, error: unknown, scope: 'file' | 'source' = 'file'): SourceError => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new SourceError(`${path} can't be read: ${reasons[code] ?? message}`, { scope, cause: error });
};
