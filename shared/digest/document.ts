import type { Severity } from '../core/configuration.ts';

/*
 * A digest in words, before it is text or HTML: both are made of the very same, so that no number can be another in one of
 * them. Texts are plain; those that come from records may hold hostile characters, which renderers make harmless.
 */

/** How something is to look: like a severity, good, bad, or as if said in passing. */
export type Tone = Severity | 'good' | 'bad' | 'quiet';

export interface Cell {
  text: string;
  /** Said below it, smaller. */
  detail?: string | undefined;
  tone?: Tone | undefined;
  url?: string | undefined;
}

export interface Column {
  title: string;
  align: 'left' | 'right';
}

/** Figures that stand out, each with what it was a week before. */
export interface Figure {
  label: string;
  value: string;
  before: string;
  tone?: Tone | undefined;
}

/** A finding as an entry of a list. */
export interface Entry {
  severity: Severity;
  title: string;
  /** What it is about: the resource, with account and Region. */
  subject: string;
  /** The lines below, the first the most important one. */
  lines: readonly string[];
  findingId: string;
}

/** A picture that says what the alternative text says, too. */
export interface Picture {
  name: string;
  alt: string;
  width: number;
  height: number;
}

export type Block =
  | { kind: 'figures'; figures: readonly Figure[] }
  | { kind: 'paragraph'; cell: Cell }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly Cell[])[]; more?: string | undefined }
  | { kind: 'entries'; entries: readonly Entry[]; more?: string | undefined }
  | { kind: 'pictures'; pictures: readonly Picture[] };

export interface Section {
  title: string;
  blocks: readonly Block[];
}

export interface DigestDocument {
  subject: string;
  /** What mail programs show beside the subject. */
  preview: string;
  title: string;
  /** Which week, whose, as of when. */
  lines: readonly string[];
  sections: readonly Section[];
  footer: readonly Cell[];
}

/** A cell of a text alone. */
export const cell = (text: string, tone?: Tone, detail?: string): Cell => ({
  text,
  ...(tone && { tone }),
  ...(detail !== undefined && { detail }),
});

export const paragraph = (text: string, tone?: Tone): Block => ({ kind: 'paragraph', cell: cell(text, tone) });

export const left = (title: string): Column => ({ title, align: 'left' });
export const right = (title: string): Column => ({ title, align: 'right' });
