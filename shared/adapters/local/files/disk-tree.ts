import { opendirSync, statSync, type Dirent } from 'node:fs';
import { below, type Listing, type Tree } from '../../trail-walk.ts';
import { fileError } from './file-error.ts';
import { nameList } from './name-list.ts';

type Note = (path: string, note: string) => void;

/** How many names are read of a folder at once; a folder may hold a million. */
const batch = 1024;

const kindOf = (entry: Dirent, path: string): 'folder' | 'file' | 'neither' => {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'neither';
  const target = statSync(path, { throwIfNoEntry: false });
  // What a link does not lead to is found out, and told, when it is read.
  if (!target || target.isFile()) return 'file';
  return target.isDirectory() ? 'folder' : 'neither';
};

/** A link that leads in a circle is found out, and told, when it is read. */
const kindThroughLinks = (entry: Dirent, path: string) => {
  try {
    return kindOf(entry, path);
  } catch {
    return 'file';
  }
};

/**
 * The disk as a tree for one walk. Hidden files and folders are left out, and so is what is neither a file nor a folder;
 * both are noted. A folder that links lead to twice, or in a circle, is listed once.
 */
export const diskTree = (onNote: Note, enters: (path: string) => boolean): Tree<string> => {
  const seen = new Set<string>();
  return {
    ahead: 0,
    nameOf: (name) => name,
    enters,
    list: async (folder) => {
      try {
        return listing(folder, seen, onNote);
      } catch (error) {
        throw fileError(folder, error);
      }
    },
  };
};

const listing = (folder: string, seen: Set<string>, onNote: Note): Listing<string> => {
  const { dev, ino } = statSync(folder);
  const identity = `${dev}:${ino}`;
  if (seen.has(identity)) {
    onNote(folder, 'a link to a folder that is read anyway: not read a second time');
    return { folders: [], files: [] };
  }
  seen.add(identity);

  const folders: string[] = [];
  const files = nameList();
  let hidden = 0;
  const directory = opendirSync(folder, { bufferSize: batch });
  try {
    for (let entry = directory.readSync(); entry; entry = directory.readSync()) {
      const path = below(folder, entry.name);
      const kind = kindThroughLinks(entry, path);
      if (entry.name.startsWith('.')) hidden++;
      else if (kind === 'neither') onNote(path, 'skipped: neither a file nor a folder');
      else if (kind === 'folder') folders.push(entry.name);
      else files.add(entry.name);
    }
  } finally {
    directory.closeSync();
  }
  if (hidden > 0)
    onNote(folder, `${hidden} hidden ${hidden === 1 ? 'file or folder was' : 'files or folders were'} not read`);
  return { folders, files: files.inOrder() };
};
