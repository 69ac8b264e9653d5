import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { domainOf, senderOf } from '../core/mail-address.ts';
import { letterOf } from '../notices/channels/email.ts';
import type { Notice } from '../notices/notice.ts';

/** Who gets mail, from whom, and how they stop getting it. */
export interface Postage {
  /** As the configuration names it: an address, or a name with one behind it. */
  from: string;
  to: readonly string[];
  /** Where a POST ends the subscription (RFC 8058); without it people write to the sender. */
  unsubscribeUrl?: string | undefined;
}

/** The headers by which mail programs offer to end it. */
const unsubscribing = ({ from, unsubscribeUrl }: Pick<Postage, 'from' | 'unsubscribeUrl'>): Record<string, string> => {
  const mailto = `<mailto:${senderOf(from).address}?subject=unsubscribe>`;
  return unsubscribeUrl === undefined
    ? { 'List-Unsubscribe': mailto }
    : {
        'List-Unsubscribe': `<${unsubscribeUrl}>, ${mailto}`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
};

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A mail on the wire, headers encoded and folded: from Sagewatch, made by a program, and with a way to end it. */
export const onTheWire = (
  { headers, ...mail }: Omit<MailComposer.Options, 'headers'> & { headers: Record<string, string> },
  postage: Postage,
): Promise<Buffer> => {
  const composer = new MailComposer({
    ...mail,
    from: senderOf(postage.from),
    to: postage.to.map((address) => ({ name: '', address })),
    headers: { 'Auto-Submitted': 'auto-generated', ...headers, ...unsubscribing(postage) },
    // Every line ends as mail's do: a lone LF is taken for one thing here and another there.
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, message) => (error ? reject(error) : resolve(message)));
  });
};

/** A notice as a mail on the wire: text and HTML. */
export const mimeOf = (notice: Notice, postage: Postage): Promise<Buffer> => {
  const domain = domainOf(senderOf(postage.from).address);
  // Programs put together what refers to the same; the message of that id need not have been there.
  const conversation = `<${idOf(notice.conversation)}@${domain}>`;
  return onTheWire(
    {
      ...letterOf(notice),
      date: new Date(notice.at),
      messageId: `<${idOf(`${notice.id} ${notice.conversation}`)}.notice@${domain}>`,
      references: conversation,
      inReplyTo: conversation,
      headers: notice.severity === 'critical' ? { Importance: 'high', 'X-Priority': '1' } : {},
    },
    postage,
  );
};
