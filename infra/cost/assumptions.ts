/** An hour, a day and a week, as a month has them. */
export const month = { hours: 730, days: 365 / 12, weeks: 52 / 12 } as const;

/** What nobody counted. Everything else is counted by tests, or the price of something. */
export const assumptions = {
  /** Of all management events of an account, those that pass the rules; and those that write, which CloudTrail's memory holds. */
  passing: 0.02,
  writing: 0.1,
  /** Milliseconds. Starting has the first connections with it; a page of LookupEvents is followed by a second's pause. */
  milliseconds: { start: 600, tableRequest: 8, send: 15, read: 250, list: 400, page: 1_500, other: 300 },
  /** Minutes that an environment of Lambda's waits at least for another call: no more starts than that. */
  idleMinutes: 5,
  /** A long poll takes 20 seconds; a source with a bound has five under way, however little there is to take. */
  polls: { atOnce: 5, seconds: 20 },
  /** Send, receive and delete, each message by itself. */
  requestsPerMessage: 3,
  /** Records that LookupEvents gives at once, and how often each is looked at. */
  page: { records: 50, looks: 1.5 },
  /** DynamoDB asks KMS once in so many minutes for everyone who uses the table; SQS keeps a data key for so many hours. */
  keyMinutes: 5,
  keyHours: 1,
  /** Of logs, for each run of a function. */
  logBytes: 1_500,
  /** Mails of a weekly digest. */
  mailsPerWeek: 5,
} as const;
