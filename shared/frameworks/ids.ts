/** The ids of all frameworks, in the order reports list them. */
export const frameworkIds = [
  'nist-800-53-r5',
  'fedramp-moderate-r5',
  'pci-dss-v4.0.1',
  'hipaa',
  'iso-27001-2022',
  'soc2',
  'cis-aws-v6',
  'aws-fsbp',
  'aws-ai-security',
] as const;

/** A framework's name in controls, configuration and reports. */
export type FrameworkId = (typeof frameworkIds)[number];
