import { painter, safeJson, type Paint } from './render/text.ts';

export type Format = 'table' | 'json';

/** Where a command writes: lines for people, or one JSON object a line. */
export interface Output {
  format: Format;
  paint: Paint;
  width: number;
  lines(lines: readonly string[]): void;
  json(value: unknown): void;
  /** Text of another format, as it is. */
  text(text: string): void;
}

/** Standard output as a command writes to it: colours on terminals only, and never under NO_COLOR. */
export const standardOutput = (format: Format): Output => {
  // On a pipe isTTY is not false but missing, which a colour library may take for «as you like».
  const colours = process.stdout.isTTY ? (process.env['NO_COLOR'] ?? '') === '' : false;
  const write = (text: string) => process.stdout.write(`${text}\n`);
  return {
    format,
    paint: painter(colours),
    width: Math.min(Math.max(process.stdout.columns ?? 100, 60), 140),
    lines: (lines) => {
      if (lines.length > 0) write(lines.join('\n'));
    },
    json: (value) => write(safeJson(value)),
    text: (text) => void process.stdout.write(text),
  };
};
