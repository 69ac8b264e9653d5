const iso = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * The moment a value of a date condition names, in milliseconds: ISO 8601 (the W3C profile, without a zone: UTC), or seconds
 * since 1970. Undefined where it is neither.
 */
export const dateOf = (value: string): number | undefined => {
  if (/^\d{4}$/.test(value)) return Date.UTC(Number(value), 0);
  if (/^\d{5,}(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  if (!iso.test(value)) return undefined;
  const zoned = value.includes('T') && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value;
  const moment = Date.parse(zoned);
  return Number.isNaN(moment) ? undefined : moment;
};
