/** That what was asked for is not there, found by an operation that has no error of its own for it. */
export class AbsentError extends Error {}
