export type ContextValue = string | number | boolean;

/** The keys of a request and their values. A key that is not there is absent. */
export type ContextKeys = Readonly<Record<string, ContextValue | readonly ContextValue[]>>;
