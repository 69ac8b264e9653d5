import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { letterOf } from '../notices/channels/email.ts';
import type { Notice } from '../notices/notice.ts';

/** Who gets mail, from whom, and how they stop getting it. */
export interface Postage {
  from: string;
  to: readonly string[];
  /** Where a POST ends the subscription (RFC 8058); without it people write to the sender. */
  unsubscribeUrl?: string | undefined;
}

/** One address, and nothing that could be two, or a header more. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 320 && /^[^\s<>()[\]\\,;:"@\p{C}]+@[^\s<>()[\]\\,;:"@\p{C}]+$/u.test(text);

/** The headers by which mail programs offer to end it. */
export const unsubscribing = ({
  from,
  unsubscribeUrl,
}: Pick<Postage, 'from' | 'unsubscribeUrl'>): Record<string, string> => {
  const mailto = `<mailto:${from}?subject=unsubscribe>`;
  return unsubscribeUrl === undefined
    ? { 'List-Unsubscribe': mailto }
    : {
        'List-Unsubscribe': `<${unsubscribeUrl}>, ${mailto}`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
};

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A notice as a mail on the wire: text and HTML, headers encoded and folded. */
export const mimeOf = (notice: Notice, postage: Postage): Promise<Buffer> => {
  const { subject, text, html } = letterOf(notice);
  const domain = postage.from.slice(postage.from.lastIndexOf('@') + 1);
  // Programs put together what refers to the same; the message of that id need not have been there.
  const conversation = `<${idOf(notice.conversation)}@${domain}>`;
  const composer = new MailComposer({
    from: { name: 'Sagewatch', address: postage.from },
    to: postage.to.map((address) => ({ name: '', address })),
    subject,
    text,
    html,
    date: new Date(notice.at),
    messageId: `<${idOf(`${notice.id} ${notice.conversation}`)}.notice@${domain}>`,
    references: conversation,
    inReplyTo: conversation,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(notice.severity === 'critical' && { Importance: 'high', 'X-Priority': '1' }),
      ...unsubscribing(postage),
    },
    // Every line ends as mail's do: a lone LF is taken for one thing here and another there.
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, message) => (error ? reject(error) : resolve(message)));
  });
};
