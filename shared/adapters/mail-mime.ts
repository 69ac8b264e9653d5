import { domainOf, senderOf } from '../core/mail-address.ts';
import type { Mail } from '../ports.ts';
import { onTheWire } from './mime.ts';

/** A mail on the wire: text, and HTML with its pictures. The same mail is the same bytes. */
export const mailMime = ({ from, to, at, subject, text, html, pictures, id }: Mail): Promise<Buffer> => {
  const domain = domainOf(senderOf(from).address);
  return onTheWire(
    {
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
      headers: { 'List-Id': `Sagewatch digest <digest.sagewatch.${domain}>` },
      baseBoundary: id,
    },
    { from, to },
  );
};
