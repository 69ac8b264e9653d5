/** Members of an API call as CloudTrail wrote them down: whatever the caller sent, in whatever shape. */
export type Members = Record<string, unknown>;

/** A CloudTrail record whose envelope was checked; the bodies are still the caller's text and are read with care. */
export interface TrailRecord {
  eventID: string;
  eventName: string;
  eventSource: string;
  /** ISO 8601, whole seconds. */
  eventTime: string;
  awsRegion: string;
  recipientAccountId?: string | undefined;
  eventType?: string | undefined;
  errorCode?: string | null | undefined;
  errorMessage?: string | null | undefined;
  sourceIPAddress?: string | undefined;
  userAgent?: string | undefined;
  vpcEndpointId?: string | undefined;
  /** The same call as another account's trail tells it carries the same id. */
  sharedEventID?: string | undefined;
  userIdentity?: Members | null | undefined;
  requestParameters?: Members | null | undefined;
  responseElements?: Members | null | undefined;
  additionalEventData?: Members | null | undefined;
  serviceEventDetails?: Members | null | undefined;
  resources?: readonly Members[] | null | undefined;
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members below a key, or none: bodies are often null, and sometimes not what the API says. */
export const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

/** A string that says something: CloudTrail writes unset members as "" as well as leaving them out. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Whether AWS masked a value: something is there, and nobody is told what. */
export const isHidden = (value: unknown): boolean =>
  typeof value === 'string' &&
  (value === 'HIDDEN_DUE_TO_SECURITY_REASONS' || value === '<sensitiveDataRemoved>' || /^\*{3,}$/.test(value));

/** Walks into nested members: `at(record, 'responseElements', 'role', 'arn')`. */
export const within = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isMembers(inner) ? inner[name] : undefined), value);

/** Real bodies nest about ten deep; what walks one may recurse, and must not be brought to overflow. */
const deepestBody = 512;

/** Whether a body nests deeper than anything real. Level by level, so that depth costs no stack. */
export const nestsTooDeeply = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestBody) return true;
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const inner of Object.values(each)) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    level = next;
  }
  return false;
};
