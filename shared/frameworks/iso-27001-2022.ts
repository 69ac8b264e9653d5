import type { Framework } from './framework.ts';

/**
 * ISO/IEC 27001:2022, controls of Annex A. Titles are our words; the standard's text is not copied.
 *
 * Not verified against a machine-readable source: A.5.9, A.5.14, A.5.34, A.8.4, A.8.8, A.8.13, A.8.17, A.8.19, A.8.31.
 * Left out on purpose: A.8.1 (user devices) and A.8.11 (masking), which tools map to notebooks and encryption.
 */
export const iso270012022 = {
  id: 'iso-27001-2022',
  title: 'ISO/IEC 27001 Annex A',
  version: '2022',
  source: 'https://www.iso.org/standard/27001',
  requirements: {
    'A.5.3': 'Conflicting duties are separated',
    'A.5.9': 'Assets are inventoried and owned',
    'A.5.14': 'Transfer of information follows rules',
    'A.5.15': 'Access is controlled by business and security need',
    'A.5.16': 'Identities are managed through their life',
    'A.5.17': 'Passwords, keys and other authenticators are managed',
    'A.5.18': 'Access rights are granted, reviewed and removed',
    'A.5.19': 'Security with suppliers is managed',
    'A.5.21': 'Security of the technology supply chain is managed',
    'A.5.23': 'Use of cloud services is governed',
    'A.5.25': 'Security events are assessed',
    'A.5.26': 'Incidents are responded to',
    'A.5.28': 'Evidence is collected and kept',
    'A.5.33': 'Records are protected',
    'A.5.34': 'Personal data is protected',
    'A.5.36': 'Compliance with own policies is checked',
    'A.8.2': 'Privileged access is restricted',
    'A.8.3': 'Access to information is restricted',
    'A.8.4': 'Access to source code is managed',
    'A.8.5': 'Authentication is secure',
    'A.8.7': 'Malware is guarded against',
    'A.8.8': 'Technical vulnerabilities are managed',
    'A.8.9': 'Configurations are managed',
    'A.8.10': 'Information is deleted when no longer needed',
    'A.8.12': 'Leakage of data is prevented',
    'A.8.13': 'Information is backed up',
    'A.8.14': 'Processing is redundant enough to be available',
    'A.8.15': 'Activities are logged, and logs protected',
    'A.8.16': 'Systems are watched for anomalies',
    'A.8.17': 'Clocks are synchronized',
    'A.8.19': 'Software on operational systems is controlled',
    'A.8.20': 'Networks are secured',
    'A.8.21': 'Network services are secured',
    'A.8.22': 'Networks are segregated',
    'A.8.24': 'Cryptography and its keys are governed',
    'A.8.31': 'Development, test and production are separated',
    'A.8.32': 'Changes are managed',
  },
} as const satisfies Framework;
