/** A moment as milliseconds since 1970 UTC: what is compared, stored and sorted. Dates are made of it only to be shown. */
export type Instant = number;

export const seconds = (count: number): Instant => count * 1_000;
export const minutes = (count: number): Instant => seconds(count * 60);
export const hours = (count: number): Instant => minutes(count * 60);
export const days = (count: number): Instant => hours(count * 24);

/** The moment in ISO 8601, without the milliseconds that CloudTrail does not have. */
export const isoOf = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');
