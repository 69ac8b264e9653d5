import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mjml from 'mjml';

export const digestEmailPath = 'shared/digest/email/skeleton.ts';

/** The HTML that mail programs understand, of what is written in MJML; its slots are left as they are. */
export const digestEmailText = async (root: string): Promise<string> => {
  const source = readFileSync(join(root, 'shared/digest/email/digest.mjml'), 'utf8');
  // Without fonts from elsewhere: whoever reads a mail is nobody's business.
  const { html, errors } = await mjml(source, { validationLevel: 'strict', keepComments: false, fonts: {} });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  const lines = html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const quoted = lines.map((line) => `  ${JSON.stringify(line)},`).join('\n');
  return [
    '// Generated from digest.mjml by `npm run generate`: the compiler of MJML is larger than all of the function that would use it.',
    '',
    '/** The mail of a digest with slots. */',
    '// oxfmt-ignore',
    `export const skeleton: string = [\n${quoted}\n].join('\\n');`,
    '',
  ].join('\n');
};
