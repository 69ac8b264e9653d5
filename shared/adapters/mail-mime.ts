import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Mail } from '../ports.ts';
import { unsubscribing } from './mime.ts';

/** A mail on the wire: text, HTML with its pictures, headers encoded and folded. The same mail is the same bytes. */
export const mailMime = async ({ from, to, at, subject, text, html, pictures, id }: Mail): Promise<Buffer> => {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    from: { name: 'Sagewatch', address: from },
    to: to.map((address) => ({ name: '', address })),
    subject,
    text,
    html,
    date: new Date(at),
    messageId: `<${id}.${at}@${domain}>`,
    attachments: pictures.map(({ id: cid, name, png }) => ({
      cid,
      filename: name,
      content: Buffer.from(png),
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': `Sagewatch digest <digest.sagewatch.${domain}>`,
      ...unsubscribing({ from }),
    },
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, message) => (error ? reject(error) : resolve(message)));
  });
};
