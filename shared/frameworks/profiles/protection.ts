import type { Requirements } from '../index.ts';
import { nist, withRequirements } from '../merge.ts';

/** Stored data is encrypted. PCI DSS 3.5.1.2: for volumes, disk encryption alone does not do. */
export const encryptionAtRest: Requirements = {
  ...nist('SC-13', 'SC-28', 'SC-28(1)'),
  'pci-dss-v4.0.1': ['3.5.1'],
  hipaa: ['164.312(a)(2)(iv)'],
  'iso-27001-2022': ['A.8.24'],
  soc2: ['CC6.1'],
};

/** Keys are controlled: who may use, change, disable or replace them. */
export const keyManagement: Requirements = {
  ...nist('SC-12'),
  'pci-dss-v4.0.1': ['3.6.1'],
  hipaa: ['164.312(a)(2)(iv)'],
  'iso-27001-2022': ['A.8.24'],
  soc2: ['CC6.1'],
};

/** Stored data is encrypted with a key the account itself controls. */
export const customerManagedKey: Requirements = withRequirements(encryptionAtRest, keyManagement);

/** Keys change in time. */
export const keyRotation: Requirements = withRequirements(keyManagement, { 'pci-dss-v4.0.1': ['3.7.4'] });

/** Keys and what they protect are not lost by disabling or deletion. */
export const keyAvailability: Requirements = withRequirements(keyManagement, nist('SC-12(1)'), {
  'pci-dss-v4.0.1': ['3.7.5'],
  hipaa: ['164.312(c)(1)'],
  soc2: ['A1.2'],
});

/** Clients reach data over TLS only. */
export const encryptionInTransit: Requirements = {
  ...nist('SC-8', 'SC-8(1)', 'SC-13'),
  'pci-dss-v4.0.1': ['4.2.1'],
  hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
  'iso-27001-2022': ['A.8.24'],
  soc2: ['CC6.7'],
};

/** Traffic between the containers of a job is encrypted. No PCI DSS: 4.2.1 is about open, public networks. */
export const encryptionBetweenContainers: Requirements = {
  ...nist('SC-8', 'SC-8(1)', 'SC-13'),
  hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
  'iso-27001-2022': ['A.8.24'],
  soc2: ['CC6.7'],
};

/** Workloads run inside a network whose edges are controlled. */
export const networkBoundary: Requirements = {
  ...nist('AC-4', 'SC-7', 'SC-7(3)', 'SC-7(21)'),
  'pci-dss-v4.0.1': ['1.3.1', '1.3.2', '1.4.1'],
  hipaa: ['164.312(e)(1)'],
  'iso-27001-2022': ['A.8.20', 'A.8.22'],
  soc2: ['CC6.6'],
};

/** Only needed traffic comes in. */
export const inboundTraffic: Requirements = {
  ...nist('AC-4', 'SC-7', 'SC-7(5)', 'SC-7(11)'),
  'pci-dss-v4.0.1': ['1.2.5', '1.3.1', '1.4.2'],
  hipaa: ['164.312(e)(1)'],
  'iso-27001-2022': ['A.8.20', 'A.8.22'],
  soc2: ['CC6.6'],
};

/** Only needed traffic goes out: code that runs on the data cannot send it away. */
export const outboundTraffic: Requirements = {
  ...nist('AC-4', 'SC-7', 'SC-7(5)', 'SC-7(10)'),
  'pci-dss-v4.0.1': ['1.3.2'],
  'iso-27001-2022': ['A.8.12', 'A.8.20', 'A.8.22'],
  soc2: ['CC6.6', 'CC6.7'],
};

/** No shell, debugger or tunnel into a running workload but on purpose. */
export const remoteAccess: Requirements = {
  ...nist('AC-17', 'AC-17(1)', 'CM-7'),
  'pci-dss-v4.0.1': ['2.2.4'],
  hipaa: ['164.312(a)(1)'],
  'iso-27001-2022': ['A.8.2', 'A.8.20'],
  soc2: ['CC6.1', 'CC6.6'],
};

/** Data goes to approved places only. */
export const dataProtection: Requirements = {
  ...nist('AC-4', 'AC-21', 'SC-7(10)'),
  'pci-dss-v4.0.1': ['7.2.1'],
  hipaa: ['164.312(a)(1)'],
  'iso-27001-2022': ['A.5.14', 'A.8.3', 'A.8.12'],
  soc2: ['CC6.7', 'C1.1'],
};

/** Data survives deletion and overwriting. */
export const dataRecovery: Requirements = {
  ...nist('CP-9', 'CP-10', 'SI-12'),
  hipaa: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  'iso-27001-2022': ['A.8.13'],
  soc2: ['A1.2'],
};

/** Data is kept as long as needed and no longer. */
export const dataRetention: Requirements = {
  ...nist('SI-12'),
  'pci-dss-v4.0.1': ['3.2.1'],
  'iso-27001-2022': ['A.5.33', 'A.8.10'],
  soc2: ['C1.1', 'C1.2'],
};
