import { byDelivery } from '../cloudtrail/key-layout.ts';
import { SourceError } from '../core/source-error.ts';
import { ahead } from './ahead.ts';

/** Files one by one; an array is that too. */
export interface Files<File> {
  readonly length: number;
  at(index: number): File | undefined;
}

/** What a folder holds, by name. */
export interface Listing<File> {
  folders: readonly string[];
  /** In the order of `byDelivery`. */
  files: Files<File>;
}

/** Anything that has folders and files: a disk, a bucket. Paths are joined with `/`. */
export interface Tree<File> {
  /** A `SourceError` with the scope `file` leaves out this folder; any other error ends the walk. */
  list(folder: string): Promise<Listing<File>>;
  nameOf(file: File): string;
  /** Which folders are worth listing. */
  enters(path: string, siblings: readonly string[]): boolean;
  /** How many folders are listed ahead. */
  ahead: number;
}

/** A file, with the folder that it is in, or a folder that can't be listed. */
export type Walked<File> = { folder: string; file: File } | { folder: string; error: SourceError };

interface Listed<File> {
  folder: string;
  listing: Listing<File> | SourceError;
}

/** A path below a folder; the root of a bucket is the empty path. */
export const below = (folder: string, name: string): string =>
  folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;

const isYear = (name: string): boolean => /^(19|20)\d\d$/.test(name);

/**
 * All files below a folder, folder by folder and by name. Folders that are divided by years, as CloudTrail's are for each
 * account and Region, come last and together: day by day, and within a day in the order of delivery, so that what is read
 * is in the order of time across Regions. Holds no more in memory than one folder, or one day of all of them.
 */
export const walk = async function* <File>(tree: Tree<File>, root: string): AsyncGenerator<Walked<File>> {
  const dated: Listed<File>[] = [];
  yield* undated(tree, [root], dated);
  yield* merged(tree, dated);
};

const listed = async <File>(tree: Tree<File>, folder: string): Promise<Listed<File>> => {
  try {
    return { folder, listing: await tree.list(folder) };
  } catch (error) {
    if (error instanceof SourceError && error.scope === 'file') return { folder, listing: error };
    throw error;
  }
};

const filesOf = function* <File>(tree: Tree<File>, folders: readonly Listed<File>[]): Generator<Walked<File>> {
  const listings: { folder: string; files: Files<File> }[] = [];
  for (const { folder, listing } of folders) {
    if (listing instanceof SourceError) yield { folder, error: listing };
    else if (listing.files.length > 0) listings.push({ folder, files: listing.files });
  }
  if (listings.length > 1)
    yield* sorted(
      tree,
      listings.flatMap((listing) => [...inFolder(listing)]),
    );
  else for (const listing of listings) yield* inFolder(listing);
};

const inFolder = function* <File>({ folder, files }: { folder: string; files: Files<File> }) {
  for (let index = 0; index < files.length; index++) yield { folder, file: files.at(index) as File };
};

const sorted = <File>(tree: Tree<File>, files: { folder: string; file: File }[]) =>
  byDelivery(files, ({ file }) => tree.nameOf(file));

const foldersOf = ({ listing }: Listed<unknown>): readonly string[] =>
  listing instanceof SourceError ? [] : listing.folders;

const undated = async function* <File>(
  tree: Tree<File>,
  folders: readonly string[],
  dated: Listed<File>[],
): AsyncGenerator<Walked<File>> {
  for await (const each of ahead(folders, tree.ahead, (folder) => listed(tree, folder))) {
    yield* filesOf(tree, [each]);
    const names = foldersOf(each);
    const years = names.filter(isYear);
    if (years.length > 0) dated.push({ folder: each.folder, listing: { folders: years, files: [] } });
    const others = names
      .filter((name) => !isYear(name))
      .map((name) => below(each.folder, name))
      .filter((path) => tree.enters(path, names))
      .toSorted();
    yield* undated(tree, others, dated);
  }
};

/** Folders of one name, in whichever of the parents they are, taken together; and so on below them. */
const merged = async function* <File>(
  tree: Tree<File>,
  parents: readonly Listed<File>[],
): AsyncGenerator<Walked<File>> {
  for (const name of [...new Set(parents.flatMap(foldersOf))].toSorted()) {
    const paths = parents
      .filter((parent) => foldersOf(parent).includes(name))
      .map(({ folder }) => below(folder, name))
      .filter((path) => tree.enters(path, [name]));
    const together: Listed<File>[] = [];
    for await (const each of ahead(paths, tree.ahead, (path) => listed(tree, path))) together.push(each);
    yield* filesOf(tree, together);
    yield* merged(tree, together);
  }
};
