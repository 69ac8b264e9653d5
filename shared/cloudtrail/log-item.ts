/** What a log file holds, piece by piece. Every byte that could be a record is in a `record` or in a `broken`. */
export type Item =
  /** One record, whatever it is; `position` is its byte offset in the uncompressed text, `raw` is valid until the next pull. */
  | { kind: 'record'; value: unknown; position: number; raw: Uint8Array }
  /** What cannot be read: at most 64 KB of it as text, with the length and SHA-256 of the whole. */
  | { kind: 'broken'; position: number; reason: string; text: string; length: number; sha256: string }
  /** The whole file is no trail log. */
  | { kind: 'skipped'; reason: string }
  | { kind: 'note'; message: string };
