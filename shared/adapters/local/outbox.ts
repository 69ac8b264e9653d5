import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isoOf } from '../../core/instant.ts';
import { safeJson } from '../../core/printable.ts';
import { letterOf } from '../../notices/channels/email.ts';
import type { Notice } from '../../notices/notice.ts';
import type { Channel } from '../../ports.ts';
import { mimeOf } from '../mime.ts';

/** No mail leaves the machine: the addresses are of a domain that cannot be (RFC 2606). */
const postage = { from: 'sagewatch@localhost.invalid', to: ['outbox@localhost.invalid'] };

/** Nothing of a record is in a name: when, how grave, and which notice. The same notice has the same name again. */
const nameOf = (notice: Notice): string => {
  const id = createHash('sha256').update(`${notice.conversation}\0${notice.id}`).digest('hex').slice(0, 12);
  return `${isoOf(notice.at).replaceAll(':', '')}-${notice.severity}-${id}`;
};

/** Whole or not at all: who looks meanwhile sees no half of a file. */
const written = async (path: string, content: string | Buffer): Promise<void> => {
  await writeFile(`${path}.part`, content, { mode: 0o600 });
  await rename(`${path}.part`, path);
};

/** A folder in which every notice is kept: as JSON, as text, as HTML, and as the mail it would be. */
export const outbox = (folder: string): Channel => ({
  send: async (notice) => {
    const path = join(folder, nameOf(notice));
    const { subject, text, html } = letterOf(notice);
    try {
      await mkdir(folder, { recursive: true });
      await written(`${path}.txt`, `${subject}\n\n${text}`);
      await written(`${path}.html`, html);
      await written(`${path}.eml`, await mimeOf(notice, postage));
      await written(`${path}.json`, `${safeJson(notice)}\n`);
      return { kind: 'delivered', receipt: path };
    } catch (error) {
      const { code = 'unknown' } = error as { code?: string };
      return { kind: 'later', reason: `the outbox can't be written: ${code}` };
    }
  },
});
