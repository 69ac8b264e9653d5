import type { Requirements } from '../index.ts';
import { nist, withRequirements } from '../merge.ts';

/** What happens is recorded. */
export const auditLogging: Requirements = {
  ...nist('AU-2', 'AU-3', 'AU-12'),
  'pci-dss-v4.0.1': ['10.2.1', '10.2.2'],
  hipaa: ['164.312(b)'],
  'iso-27001-2022': ['A.8.15'],
  soc2: ['CC7.2'],
};

/** Records cannot be read or changed by those they are about. */
export const logProtection: Requirements = {
  ...nist('AU-9', 'AU-9(4)'),
  'pci-dss-v4.0.1': ['10.3.1', '10.3.2'],
  hipaa: ['164.312(b)', '164.312(c)(1)'],
  'iso-27001-2022': ['A.5.33', 'A.8.15'],
  soc2: ['CC6.1'],
};

/** A changed or missing record is noticed. */
export const logIntegrity: Requirements = {
  ...nist('AU-9', 'SI-7', 'SI-7(1)'),
  'pci-dss-v4.0.1': ['10.3.2', '10.3.4'],
  hipaa: ['164.312(b)', '164.312(c)(2)'],
  'iso-27001-2022': ['A.5.28', 'A.5.33', 'A.8.15'],
  soc2: ['CC7.1'],
};

/** Records are kept long enough. */
export const logRetention: Requirements = {
  ...nist('AU-11'),
  'pci-dss-v4.0.1': ['10.5.1'],
  hipaa: ['164.316(b)(2)(i)'],
  'iso-27001-2022': ['A.5.33', 'A.8.15'],
};

/** Records are reviewed, by machines first. */
export const logReview: Requirements = {
  ...nist('AU-6', 'AU-6(1)', 'AU-6(3)'),
  'pci-dss-v4.0.1': ['10.4.1', '10.4.1.1'],
  hipaa: ['164.308(a)(1)(ii)(D)'],
  'iso-27001-2022': ['A.8.15', 'A.8.16'],
  soc2: ['CC7.2', 'CC7.3'],
};

/** Logging does not stop unnoticed. */
export const loggingFailure: Requirements = {
  ...nist('AU-5', 'AU-12'),
  'pci-dss-v4.0.1': ['10.2.1.6', '10.7.2', '10.7.3'],
  hipaa: ['164.312(b)'],
  'iso-27001-2022': ['A.8.15'],
  soc2: ['CC7.2'],
};

/** Detectors and alarms stay on. */
export const securityMonitoring: Requirements = {
  ...nist('CA-7', 'SI-4', 'SI-4(5)'),
  'pci-dss-v4.0.1': ['10.7.2', '11.5.1'],
  hipaa: ['164.308(a)(1)(ii)(D)'],
  'iso-27001-2022': ['A.8.16'],
  soc2: ['CC7.1', 'CC7.2'],
};

/** Unusual behavior of accounts is seen and followed up. */
export const anomalousActivity: Requirements = {
  ...nist('AC-2(12)', 'AU-6', 'SI-4'),
  'pci-dss-v4.0.1': ['10.2.1.4', '10.4.1'],
  hipaa: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)'],
  'iso-27001-2022': ['A.5.25', 'A.8.16'],
  soc2: ['CC7.2', 'CC7.3'],
};

/** Incidents are handled and reported. */
export const incidentResponse: Requirements = {
  ...nist('IR-4', 'IR-5', 'IR-6'),
  'pci-dss-v4.0.1': ['12.10.1', '12.10.5'],
  hipaa: ['164.308(a)(6)(ii)'],
  'iso-27001-2022': ['A.5.25', 'A.5.26'],
  soc2: ['CC7.3', 'CC7.4'],
};

/** Changes are approved, tested and made by those allowed to. */
export const changeControl: Requirements = {
  ...nist('CM-3', 'CM-3(2)', 'CM-5'),
  'pci-dss-v4.0.1': ['6.5.1'],
  hipaa: ['164.308(a)(8)'],
  'iso-27001-2022': ['A.8.32'],
  soc2: ['CC8.1'],
};

/** Settings follow a written baseline. */
export const configurationBaseline: Requirements = {
  ...nist('CM-2', 'CM-6', 'CM-6(1)'),
  'pci-dss-v4.0.1': ['2.2.1'],
  'iso-27001-2022': ['A.8.9'],
  soc2: ['CC7.1'],
};

/** Nothing runs or is open that is not needed. */
export const leastFunctionality: Requirements = {
  ...nist('CM-6', 'CM-7'),
  'pci-dss-v4.0.1': ['2.2.4'],
  'iso-27001-2022': ['A.8.9'],
  soc2: ['CC6.8'],
};

/** Images, scripts, repositories and models come from where they should and are unchanged. */
export const softwareIntegrity: Requirements = {
  ...nist('CM-7(5)', 'SI-7', 'SI-7(1)'),
  hipaa: ['164.308(a)(5)(ii)(B)'],
  'iso-27001-2022': ['A.5.21', 'A.8.7', 'A.8.19'],
  soc2: ['CC6.8'],
};

/** Code that sets up a machine does nothing it should not. */
export const maliciousCode: Requirements = withRequirements(softwareIntegrity, nist('SI-4'), { soc2: ['CC7.2'] });

/** Software is supported, scanned and patched. */
export const vulnerabilityManagement: Requirements = {
  ...nist('RA-5', 'SI-2'),
  'pci-dss-v4.0.1': ['6.3.3', '11.3.1'],
  hipaa: ['164.308(a)(1)(ii)(B)'],
  'iso-27001-2022': ['A.8.8'],
  soc2: ['CC7.1'],
};

/** What runs is known, and whose it is. */
export const assetInventory: Requirements = {
  ...nist('CM-8'),
  'pci-dss-v4.0.1': ['12.5.1'],
  'iso-27001-2022': ['A.5.9'],
  soc2: ['CC6.1'],
};

/** Guardrails of the organization hold for every account. */
export const organizationGuardrails: Requirements = {
  ...nist('AC-3', 'AC-6', 'CM-6'),
  'pci-dss-v4.0.1': ['7.3.2'],
  'iso-27001-2022': ['A.5.15', 'A.5.23'],
  soc2: ['CC5.2', 'CC6.1'],
};

/** Models in production are watched for what they take in and give out. */
export const modelMonitoring: Requirements = {
  ...nist('CA-7', 'SI-4'),
  'iso-27001-2022': ['A.8.16'],
  soc2: ['CC7.2', 'PI1.3'],
};

/** Service goes on when one machine fails. */
export const availability: Requirements = {
  ...nist('CP-10', 'SC-5', 'SC-36'),
  hipaa: ['164.308(a)(7)(i)'],
  'iso-27001-2022': ['A.8.14'],
  soc2: ['A1.2'],
};
