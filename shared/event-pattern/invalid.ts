/** Why a pattern is none: thrown where it is read, caught by `parsePattern`, seen nowhere else. */
export class InvalidPattern extends Error {}

/** Refuses a pattern. */
export const refuse = (reason: string): never => {
  throw new InvalidPattern(reason);
};
