import type { Publication } from '../../core/finding.ts';
import type { Instant } from '../../core/instant.ts';
import type { Store } from '../../ports.ts';
import { eventKey } from '../event.ts';
import { noWork } from './no-work.ts';

/**
 * What git says of the signature of a commit. Only `verified` proves whose it is: it is good, and made by a key that is trusted.
 * `untrusted`: good, but nobody vouches for the key; `unchecked`: the key, or what would check it, is not at hand.
 */
export const signatures = ['verified', 'untrusted', 'unchecked', 'expired', 'revoked', 'bad', 'none'] as const;
export type Signature = (typeof signatures)[number];

/** The commit that has a text, whose it is, and what proves that. */
export interface Commit {
  commit: string;
  author: string;
  signature: Signature;
}

/** A `sagewatch.yml` as it was published: a version of it, whose it is, and since when it holds. */
export interface PublishedConfiguration {
  /** Counted from 1. */
  version: number;
  /** As it was written. */
  text: string;
  /** What the text states, as JSON: functions read no YAML. */
  document: unknown;
  at: Instant;
  by: string;
  /** The commit that has this very text; absent: none was found. */
  commit?: string | undefined;
  /** Whose commit it is; absent: there is none, or that was not recorded yet. */
  author?: string | undefined;
  signature?: Signature | undefined;
  /** The version it brings back; absent: it is a new one. */
  restores?: number | undefined;
}

/** Whether it is proven who wrote what was published. */
export const isVerified = ({ commit, signature }: Pick<PublishedConfiguration, 'commit' | 'signature'>): boolean =>
  commit !== undefined && signature === 'verified';

/** The same, as people read it. */
export const signatureText = (published: Pick<PublishedConfiguration, 'commit' | 'signature'>): string => {
  const { commit, signature } = published;
  if (isVerified(published)) return 'verified';
  if (commit === undefined) return 'unverified: no commit';
  if (signature === undefined || signature === 'none') return 'unverified: no signature';
  const why = {
    untrusted: 'nobody vouches for the key',
    unchecked: 'the key is not at hand',
    expired: 'the signature or its key has expired',
    revoked: 'the key is revoked',
    bad: 'the signature is bad',
    verified: '',
  }[signature];
  return `unverified: ${why}`;
};

/** What a movement by waivers keeps of the publication that brought it. */
export const publicationOf = (published: PublishedConfiguration): Publication => {
  const { version, by, commit, author } = published;
  return {
    version,
    by,
    ...(commit !== undefined && { commit }),
    ...(author !== undefined && { author }),
    isVerified: isVerified(published),
  };
};

const current = 'configuration';
const versioned = (version: number): string => `configuration ${version}`;

const read = (kept: string | undefined): PublishedConfiguration | undefined =>
  kept === undefined ? undefined : (JSON.parse(kept) as PublishedConfiguration);

/** What holds; undefined: nothing was ever published, the defaults hold. */
export const publishedConfiguration = async (store: Pick<Store, 'checkpoint'>) => read(await store.checkpoint(current));

/** What held as a version; undefined: there is none of that number. */
export const configurationVersion = async (store: Pick<Store, 'checkpoint'>, version: number) =>
  read(await store.checkpoint(versioned(version)));

const attempts = 5;

/**
 * Publishes a text, which whoever calls has checked, as the next version. Of two that publish at once each gets a version
 * of its own, and the later one holds.
 */
export const publishConfiguration = async (
  store: Pick<Store, 'begin' | 'checkpoint'>,
  { text, document, at, by, commit, author, signature, restores }: Omit<PublishedConfiguration, 'version'>,
): Promise<PublishedConfiguration> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const version = ((await publishedConfiguration(store))?.version ?? 0) + 1;
    const published = {
      version,
      text,
      document,
      at,
      by,
      ...(commit !== undefined && { commit }),
      ...(author !== undefined && { author }),
      ...(signature !== undefined && { signature }),
      ...(restores !== undefined && { restores }),
    };
    const batch = await store.begin([eventKey(versioned(version))]);
    if (!batch.fresh[0]) {
      await batch.abandon();
      continue;
    }
    const kept = JSON.stringify(published);
    if (await batch.commit({ ...noWork, checkpoints: { [current]: kept, [versioned(version)]: kept } }))
      return published;
  }
  throw new Error(`the configuration was changed by somebody else ${attempts} times in a row`);
};
