/** That what was asked for cannot be asked there, found by an operation itself; its message says why. */
export class UnavailableError extends Error {}
