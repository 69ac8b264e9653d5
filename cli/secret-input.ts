import { UsageError } from './usage-error.ts';

/** Standard input, as far as a secret is read from it. */
export interface SecretInput extends AsyncIterable<Uint8Array | string> {
  isTTY?: boolean | undefined;
  setRawMode?(raw: boolean): unknown;
}

const [enter, newline, endOfInput, interrupt, backspace, deletion] = [
  '\r',
  '\n',
  '\u0004',
  '\u0003',
  '\u0008',
  '\u007f',
];

/** Typed at a terminal, which shows nothing of it. */
const typed = async (input: SecretInput, say: (text: string) => void, name: string): Promise<string> => {
  say(`${name} (what you type is not shown): `);
  input.setRawMode?.(true);
  let value = '';
  try {
    for await (const chunk of input) {
      for (const character of String(chunk)) {
        if (character === interrupt) throw new UsageError('nothing was set');
        if (character === enter || character === newline || character === endOfInput) return value;
        value = character === backspace || character === deletion ? value.slice(0, -1) : value + character;
      }
    }
    return value;
  } finally {
    input.setRawMode?.(false);
    say('\n');
  }
};

const piped = async (input: SecretInput): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
};

/** A secret as it is given on standard input: the one line of it. Throws a UsageError for nothing, or more than that. */
export const readSecret = async (input: SecretInput, say: (text: string) => void, name: string): Promise<string> => {
  const text = await (input.isTTY ? typed(input, say, name) : piped(input));
  const value = text.replace(/\r?\n$/, '').trim();
  if (value === '') throw new UsageError(`${name}: nothing came on standard input; nothing was set`);
  if (/\s/.test(value)) throw new UsageError(`${name}: it has spaces or several lines; nothing was set`);
  return value;
};
