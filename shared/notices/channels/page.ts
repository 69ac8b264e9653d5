import type { Severity } from '../../core/configuration.ts';
import type { Instant } from '../../core/instant.ts';
import type { Notice } from '../notice.ts';
import type { Bounds } from './bounds.ts';
import { findingSections } from './finding-page.ts';
import { listSections } from './list-page.ts';
import { capital, isRelief, severityMarks, transitionWords } from './words.ts';

/*
 * A notice as people read it, before a channel gives it its form: what is said, in which order, within which lengths is
 * decided here once. Every text of a page is printable and bounded; whoever renders it has only to escape it.
 */

/** A piece of a line. A time is shown by the reader's clock where the channel knows it. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'time'; at: Instant }
  | { kind: 'link'; label: string; url: string };

export interface Fact {
  label: string;
  value: readonly Inline[];
}

export type Part =
  | { kind: 'line'; inlines: readonly Inline[] }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'list'; items: readonly (readonly Inline[])[] }
  /** To be read, or pasted, to the letter. */
  | { kind: 'block'; text: string };

export interface Section {
  title?: string | undefined;
  parts: readonly Part[];
}

export interface Page {
  severity: Severity;
  /** It ends something: nothing is to be done. */
  isRelief: boolean;
  mark: string;
  /** `opened (prod)`. */
  what: string;
  /** `🔴 Critical: opened (prod)`; like its parts of our own words alone. */
  badge: string;
  /** What happened, in one sentence. */
  headline: string;
  sections: readonly Section[];
  at: Instant;
  timeZone: string;
}

const environmentsOf = (notice: Notice): string => {
  if (notice.kind !== 'finding') return '';
  const all = new Set(notice.stories.flatMap(({ placement }) => placement.environment ?? []));
  return all.size === 0 ? '' : ` (${[...all].join(', ')})`;
};

/** The page of a notice. */
export const pageOf = (notice: Notice, bounds: Bounds): Page => {
  const mark = isRelief(notice) ? '✅' : severityMarks[notice.severity];
  const what = `${transitionWords(notice)}${environmentsOf(notice)}`;
  return {
    severity: notice.severity,
    isRelief: isRelief(notice),
    mark,
    what,
    badge: `${mark} ${capital(notice.severity)}: ${what}`,
    headline: bounds.text(notice.headline),
    sections: notice.kind === 'finding' ? findingSections(notice, bounds) : listSections(notice, bounds),
    at: notice.at,
    timeZone: notice.timeZone,
  };
};
