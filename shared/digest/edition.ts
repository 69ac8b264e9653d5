import { chartsOf, type Painter } from './charts.ts';
import { digestOf, listedAtMost } from './digest-of.ts';
import type { Digest } from './digest.ts';
import { documentOf } from './document-of.ts';
import type { DigestDocument } from './document.ts';
import { htmlOf, type SourceOf } from './email/html.ts';
import type { DigestFacts, Readers } from './facts.ts';
import { textOf } from './text.ts';
import type { Week } from './week.ts';

/** A digest as it is handed out. */
export interface Edition {
  digest: Digest;
  subject: string;
  text: string;
  html: string;
  /** Each under the name that the HTML's source was made of. */
  pictures: ReadonlyMap<string, Uint8Array>;
}

/** Gmail cuts a mail whose HTML is longer than 102 kB; a text of as much is enough, too. */
export const longest = 100_000;

const lengthOf = (text: string): number => new TextEncoder().encode(text).length;

/** How many of a list are told by name, until it is short enough. The last leaves out all names. */
const attempts = [listedAtMost, 8, 5, 3, 1, 0] as const;

const paintedOf = (digest: Digest, paint: Painter | undefined): Map<string, Uint8Array> =>
  new Map(paint ? chartsOf(digest).map((chart): [string, Uint8Array] => [chart.name, paint(chart)]) : []);

/**
 * A digest as text and HTML, with as many of its lists told by name as its readers' mail programs show. `sourceOf`: where a
 * picture is; without a painter there are none, and nothing else is missing.
 */
export const editionOf = (
  facts: DigestFacts,
  readers: Readers,
  week: Week,
  { paint, sourceOf }: { paint?: Painter | undefined; sourceOf: (name: string, png: Uint8Array) => string },
): Edition => {
  const pictures = paintedOf(digestOf(facts, readers, week, 0), paint);
  const shown: SourceOf = (name) => sourceOf(name, pictures.get(name) ?? new Uint8Array());
  const made = (most: number): { digest: Digest; document: DigestDocument; html: string; length: number } => {
    const digest = digestOf(facts, readers, week, most);
    const document = documentOf(digest, { hasPictures: pictures.size > 0 });
    // A picture in the HTML itself is for a file, which nobody cuts.
    const length = Math.max(lengthOf(htmlOf(document, () => '')), lengthOf(textOf(document)));
    return { digest, document, html: htmlOf(document, shown), length };
  };
  let edition = made(attempts[0]);
  for (const most of attempts) {
    if (edition.length <= longest) break;
    edition = made(most);
  }
  const { digest, document, html } = edition;
  return { digest, subject: document.subject, text: textOf(document), html, pictures };
};
