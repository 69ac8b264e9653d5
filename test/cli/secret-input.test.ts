import { describe, expect, test } from 'vitest';
import { readSecret, type SecretInput } from '../../cli/secret-input.ts';

const piped = (...chunks: string[]): SecretInput => ({
  async *[Symbol.asyncIterator]() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  },
});

/** A terminal that types, and shows what it is told to show. */
const terminal = (...keys: string[]) => {
  const shown: string[] = [];
  const modes: boolean[] = [];
  const input: SecretInput = { ...piped(...keys), isTTY: true, setRawMode: (raw) => modes.push(raw) };
  return { input, shown, modes, say: (text: string) => shown.push(text) };
};

describe('from a pipe', () => {
  test.each([
    [['xoxb-1'], 'xoxb-1'],
    [['xox', 'b-1\n'], 'xoxb-1'],
    [['xoxb-1\r\n'], 'xoxb-1'],
  ])('%j', async (chunks, expected) => {
    expect(await readSecret(piped(...chunks), () => {}, 'slack-token')).toBe(expected);
  });
  test.each([
    [[], 'nothing came'],
    [['\n'], 'nothing came'],
    [['two words'], 'spaces or several lines'],
    [['two\nlines\n'], 'spaces or several lines'],
  ])('%j is refused, and not repeated', async (chunks, expected) => {
    const refused = readSecret(piped(...chunks), () => {}, 'slack-token');
    await expect(refused).rejects.toThrow(expected);
    await expect(refused).rejects.not.toThrow('two');
  });
});

describe('from a terminal', () => {
  test('nothing of it is shown, mistakes can be taken back, and the terminal is as it was afterwards', async () => {
    const { input, shown, modes, say } = terminal('xoxb', '-12', '\u007f', '3\r', 'not read');
    expect(await readSecret(input, say, 'slack-token')).toBe('xoxb-13');
    expect(shown.join('')).not.toContain('xoxb');
    expect(modes).toEqual([true, false]);
  });
  test('Ctrl-C sets nothing', async () => {
    const { input, modes, say } = terminal('xoxb-1', '\u0003');
    await expect(readSecret(input, say, 'slack-token')).rejects.toThrow('nothing was set');
    expect(modes).toEqual([true, false]);
  });
});
