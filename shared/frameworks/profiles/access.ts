import type { Requirements } from '../index.ts';
import { nist, withRequirements } from '../merge.ts';

/** Nothing is open to everybody. */
export const publicAccess: Requirements = {
  ...nist('AC-3', 'AC-6', 'AC-21', 'SC-7'),
  'pci-dss-v4.0.1': ['1.4.4', '7.3.3'],
  hipaa: ['164.312(a)(1)'],
  'iso-27001-2022': ['A.5.15', 'A.8.3', 'A.8.12'],
  soc2: ['CC6.1', 'CC6.6'],
};

/** Other accounts reach only what they were meant to. */
export const externalAccess: Requirements = {
  ...nist('AC-3', 'AC-6', 'AC-20', 'AC-21'),
  'pci-dss-v4.0.1': ['7.2.1', '7.3.1'],
  hipaa: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  'iso-27001-2022': ['A.5.15', 'A.5.19', 'A.8.3'],
  soc2: ['CC6.1', 'CC6.3'],
};

/** Nobody outside gets at it, whether everybody or one account. */
export const closedToOutsiders: Requirements = withRequirements(publicAccess, externalAccess);

/** People get the permissions their work needs. */
export const leastPrivilege: Requirements = {
  ...nist('AC-3', 'AC-6', 'AC-6(10)'),
  'pci-dss-v4.0.1': ['7.2.1', '7.2.2'],
  hipaa: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  'iso-27001-2022': ['A.5.15', 'A.5.18', 'A.8.3'],
  soc2: ['CC6.3'],
};

/** Roles of notebooks, jobs and endpoints get the permissions their work needs. */
export const workloadLeastPrivilege: Requirements = {
  ...nist('AC-3', 'AC-6'),
  'pci-dss-v4.0.1': ['7.2.5'],
  hipaa: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  'iso-27001-2022': ['A.5.15', 'A.8.2', 'A.8.3'],
  soc2: ['CC6.3'],
};

/** Administrator and root power is rare, assigned on purpose and recorded. */
export const privilegedAccess: Requirements = {
  ...nist('AC-2(7)', 'AC-6', 'AC-6(5)', 'AC-6(9)'),
  'pci-dss-v4.0.1': ['7.2.2', '10.2.1.2'],
  hipaa: ['164.308(a)(4)(ii)(B)'],
  'iso-27001-2022': ['A.8.2'],
  soc2: ['CC6.1', 'CC6.3'],
};

/** Users, roles and their permissions are created, changed and removed under control. */
export const accountManagement: Requirements = {
  ...nist('AC-2', 'AC-2(4)', 'IA-4'),
  'pci-dss-v4.0.1': ['8.2.4', '10.2.1.5'],
  hipaa: ['164.308(a)(4)(ii)(C)'],
  'iso-27001-2022': ['A.5.16', 'A.5.18'],
  soc2: ['CC6.2', 'CC6.3'],
};

/** Access nobody uses is removed. */
export const unusedAccess: Requirements = {
  ...nist('AC-2(3)', 'AC-6(7)'),
  'pci-dss-v4.0.1': ['7.2.4', '8.2.6'],
  hipaa: ['164.308(a)(3)(ii)(C)', '164.308(a)(4)(ii)(C)'],
  'iso-27001-2022': ['A.5.18'],
  soc2: ['CC6.2', 'CC6.3'],
};

/** Conflicting duties are in different hands: who builds does not approve. */
export const separationOfDuties: Requirements = {
  ...nist('AC-5', 'CM-3', 'CM-5'),
  'pci-dss-v4.0.1': ['6.5.4'],
  'iso-27001-2022': ['A.5.3', 'A.8.32'],
  soc2: ['CC5.1', 'CC8.1'],
};

/** People prove who they are. */
export const authentication: Requirements = {
  ...nist('IA-2', 'IA-5'),
  'pci-dss-v4.0.1': ['8.3.1'],
  hipaa: ['164.312(d)'],
  'iso-27001-2022': ['A.5.17', 'A.8.5'],
  soc2: ['CC6.1'],
};

/** People prove who they are with a second factor. */
export const multiFactorAuthentication: Requirements = {
  ...nist('IA-2', 'IA-2(1)', 'IA-2(2)'),
  'pci-dss-v4.0.1': ['8.4.1', '8.4.2'],
  hipaa: ['164.312(d)'],
  'iso-27001-2022': ['A.8.5'],
  soc2: ['CC6.1'],
};

/** Passwords and access keys are few, strong and changed. */
export const credentialManagement: Requirements = {
  ...nist('IA-4', 'IA-5'),
  'pci-dss-v4.0.1': ['8.3.9', '8.6.3'],
  hipaa: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  'iso-27001-2022': ['A.5.17'],
  soc2: ['CC6.1'],
};

/** No secret stands in code, scripts or environment variables. */
export const embeddedSecrets: Requirements = {
  ...nist('IA-5', 'IA-5(7)'),
  'pci-dss-v4.0.1': ['8.3.2', '8.6.2'],
  hipaa: ['164.308(a)(5)(ii)(D)'],
  'iso-27001-2022': ['A.5.17'],
  soc2: ['CC6.1'],
};

/** Sessions and presigned URLs are short and bound to who asked for them. */
export const sessionControl: Requirements = {
  ...nist('AC-12', 'SC-23'),
  'pci-dss-v4.0.1': ['8.2.8'],
  hipaa: ['164.312(a)(2)(iii)', '164.312(d)'],
  'iso-27001-2022': ['A.8.5'],
  soc2: ['CC6.1'],
};

/** Every action can be traced to one person. */
export const accountability: Requirements = {
  ...nist('AU-3', 'AU-10', 'IA-2'),
  'pci-dss-v4.0.1': ['8.2.1', '8.2.2', '10.2.2'],
  hipaa: ['164.312(a)(2)(i)', '164.312(b)'],
  'iso-27001-2022': ['A.5.16', 'A.8.15'],
  soc2: ['CC6.1'],
};
