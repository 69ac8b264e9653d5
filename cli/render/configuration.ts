import type { ConfigurationChange, NeededDeploy } from '../../shared/app/service/configuration-changes.ts';
import {
  isVerified,
  signatureText,
  type PublishedConfiguration,
} from '../../shared/app/service/published-configuration.ts';
import { isoOf } from '../../shared/core/instant.ts';
import { lineDiff, withContext } from '../line-diff.ts';
import { line, table, type Paint } from './text.ts';
import { timeOf } from './words.ts';

/** Two texts side by side, as far as they differ. */
export const diffLines = (before: string, after: string, paint: Paint): string[] =>
  withContext(lineDiff(before, after)).map((each) => {
    if (!each) return line`${paint.dim('…')}`;
    const { kind, text } = each;
    if (kind === 'same') return line`  ${text}`;
    return kind === 'added' ? line`${paint.good(`+ ${text}`)}` : line`${paint.bad(`- ${text}`)}`;
  });

/** Members that are moments. */
const moments = new Set(['approved', 'from', 'until']);

const wordsOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : JSON.stringify(value, (name, member: unknown) =>
        moments.has(name) && typeof member === 'number' ? isoOf(member) : member,
      );

const changeLine = ({ section, subject, kind, from, to }: ConfigurationChange, paint: Paint): string => {
  const about = subject === undefined ? section : `${section} ${subject}`;
  if (kind === 'added') return line`  ${paint.good('added')}    ${about}${detail(subject, to)}`;
  if (kind === 'removed') return line`  ${paint.bad('removed')}  ${about}${detail(subject, from)}`;
  return line`  ${paint.warn('changed')}  ${about}: ${wordsOf(from)} → ${wordsOf(to)}`;
};

/** An item that is nothing but its name says it once. */
const detail = (subject: string | undefined, value: unknown): string =>
  value === subject ? '' : `: ${wordsOf(value)}`;

/** What changes by it, and what then is left to deploy. Undefined: what was there before cannot be read. */
export const changeLines = (
  changes: readonly ConfigurationChange[] | undefined,
  deploys: readonly NeededDeploy[],
  paint: Paint,
): string[] => {
  if (!changes)
    return [
      '',
      line`${paint.warn('What held before cannot be read by this version, so what changes by it is not known.')}`,
    ];
  if (changes.length === 0) return ['', 'Nothing of what it says changes.'];
  return [
    '',
    line`${paint.bold('What changes')}`,
    ...changes.map((change) => changeLine(change, paint)),
    ...(deploys.length > 0 ? ['', line`${paint.bold('Takes a deployment')}`] : []),
    ...deploys.map(
      ({ section, subject, why }) =>
        line`  ${paint.warn(subject === undefined ? section : `${section} ${subject}`)}: ${why}`,
    ),
  ];
};

/** A version as programs read it. */
export const versionJson = (published: PublishedConfiguration) => {
  const { version, at, by, commit, author, signature, restores } = published;
  return {
    version,
    at: isoOf(at),
    by,
    ...(commit !== undefined && { commit }),
    ...(author !== undefined && { author }),
    ...(signature !== undefined && { signature }),
    verified: isVerified(published),
    ...(restores !== undefined && { restores }),
  };
};

/** Where a version comes from, in a line. */
export const versionLine = (published: PublishedConfiguration): string => {
  const { version, at, by, commit, author } = published;
  const of =
    commit === undefined ? '' : `, commit ${commit.slice(0, 12)}${author === undefined ? '' : ` of ${author}`}`;
  return line`version ${version}, published ${timeOf(at)} by ${by}${of}; ${signatureText(published)}`;
};

/** Versions, the newest first. */
export const versionLines = (versions: readonly PublishedConfiguration[], paint: Paint): string[] =>
  table(
    paint,
    ['Version', 'Since', 'Commit', 'Author', 'Signature', 'By'],
    versions.map((published) => {
      const { version, at, by, commit, author, restores } = published;
      return [
        restores === undefined ? String(version) : `${version} (as ${restores})`,
        timeOf(at),
        commit?.slice(0, 12) ?? '',
        author ?? '',
        isVerified(published) ? paint.good('verified') : paint.warn(signatureText(published)),
        by,
      ];
    }),
  );
