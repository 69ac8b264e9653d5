/** A platform of notebook instances, and the day from which it is no longer supported. */
interface Platform {
  what: string;
  ended: string;
}

/**
 * Platforms of notebook instances as SageMaker's API lists them, read 2026-11-23. Amazon Linux ends on AWS's own dates;
 * JupyterLab 1 and 3 went before Amazon Linux 2 did.
 */
const platforms: Readonly<Record<string, Platform>> = {
  'notebook-al1-v1': { what: 'Amazon Linux 1', ended: '2023-12-31' },
  'notebook-al2-v1': { what: 'Amazon Linux 2, JupyterLab 1', ended: '2025-06-30' },
  'notebook-al2-v2': { what: 'Amazon Linux 2, JupyterLab 3', ended: '2025-06-30' },
  'notebook-al2-v3': { what: 'Amazon Linux 2, JupyterLab 4', ended: '2026-06-30' },
  'notebook-al2023-v1': { what: 'Amazon Linux 2023, JupyterLab 4', ended: '2029-06-30' },
};

/** The one to move to. */
export const latestPlatform = 'notebook-al2023-v1';

/** Until when a platform is supported; undefined: one that the table does not know. */
export const platformSupport = (identifier: string) => {
  const platform = Object.hasOwn(platforms, identifier) ? platforms[identifier] : undefined;
  return platform && { ...platform, until: Date.parse(platform.ended) };
};
