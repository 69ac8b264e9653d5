/**
 * A source of trail files that can't be read, told for people: what is wrong and what to do. With the scope `file` the
 * other files can be read still; with `source` nothing more of it can.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly scope: 'file' | 'source';

  constructor(message: string, { scope = 'source', cause }: { scope?: 'file' | 'source'; cause?: unknown } = {}) {
    super(message, { cause });
    this.scope = scope;
  }
}
