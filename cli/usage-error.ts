/** What was asked for cannot be done as it was asked: one clear line, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
