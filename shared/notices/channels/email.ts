import { cutTo } from '../../core/printable.ts';
import type { Notice } from '../notice.ts';
import { boundsOf, bytesOf, fitting } from './bounds.ts';
import { pageHtml } from './html.ts';
import { pageOf } from './page.ts';
import { pageText } from './text.ts';
import { transitionWords } from './words.ts';

/** A mail before anybody is named who gets it. */
export interface Letter {
  /** One line, printable; encoded by whoever sends it. */
  subject: string;
  text: string;
  html: string;
}

const mostInSubject = 180;
/** Gmail cuts mails whose HTML is above 102 kB. */
const mostBytes = 95_000;

/** `[critical] opened: …`; on one line, and with nothing in it that mail programs would decode (RFC 2047). */
export const subjectOf = (notice: Notice, most = mostInSubject): string =>
  cutTo(
    `[${notice.severity}] ${transitionWords(notice)}: ${boundsOf(1).text(notice.headline)}`
      .replaceAll(/\s+/g, ' ')
      .replaceAll('=?', '= ?')
      .trim(),
    most,
  );

/** A notice as mail. */
export const letterOf = (notice: Notice): Letter => {
  const { text, html } = fitting(
    (bounds) => {
      const page = pageOf(notice, bounds);
      return { text: pageText(page), html: pageHtml(page) };
    },
    (made) => bytesOf(made.html) <= mostBytes && bytesOf(made.text) <= mostBytes,
  );
  return { subject: subjectOf(notice), text, html };
};
