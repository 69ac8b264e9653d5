/** Services that write their records to one Region of a partition, wherever they were called from. [repost.aws: IAM, Organizations] */
const globalSources = new Set(['iam.amazonaws.com', 'organizations.amazonaws.com']);

/** Whether a service's records come in one Region only. */
export const isGlobalSource = (eventSource: string): boolean => globalSources.has(eventSource);
