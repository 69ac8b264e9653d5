import type { Framework } from './framework.ts';

/**
 * HIPAA Security Rule, 45 CFR Part 164 Subpart C. "Addressable" is the rule's word: implement it or document why not.
 *
 * Not verified: the ids of 164.310 and 164.316 against a machine-readable source. The amendment proposed in January
 * 2025 is not reflected. Left out on purpose: 164.308(a)(4)(ii)(A), which is about health care clearinghouses though
 * tools map encryption to it.
 */
export const hipaa = {
  id: 'hipaa',
  title: 'HIPAA Security Rule',
  version: '45 CFR Part 164 Subpart C',
  source: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C',
  requirements: {
    '164.308(a)(1)(ii)(A)': 'Risk analysis',
    '164.308(a)(1)(ii)(B)': 'Risk management',
    '164.308(a)(1)(ii)(D)': 'Information system activity review',
    '164.308(a)(3)(i)': 'Workforce security',
    '164.308(a)(3)(ii)(A)': 'Authorization or supervision of workforce (addressable)',
    '164.308(a)(3)(ii)(B)': 'Workforce clearance (addressable)',
    '164.308(a)(3)(ii)(C)': 'Termination of access (addressable)',
    '164.308(a)(4)(i)': 'Information access management',
    '164.308(a)(4)(ii)(B)': 'Access authorization (addressable)',
    '164.308(a)(4)(ii)(C)': 'Access establishment and modification (addressable)',
    '164.308(a)(5)(ii)(B)': 'Protection from malicious software (addressable)',
    '164.308(a)(5)(ii)(C)': 'Log-in monitoring (addressable)',
    '164.308(a)(5)(ii)(D)': 'Password management (addressable)',
    '164.308(a)(6)(i)': 'Security incident procedures',
    '164.308(a)(6)(ii)': 'Response and reporting of incidents',
    '164.308(a)(7)(i)': 'Contingency plan',
    '164.308(a)(7)(ii)(A)': 'Data backup plan',
    '164.308(a)(7)(ii)(B)': 'Disaster recovery plan',
    '164.308(a)(7)(ii)(C)': 'Emergency mode operation plan',
    '164.308(a)(8)': 'Periodic evaluation, and after changes',
    '164.310(d)(1)': 'Device and media controls',
    '164.312(a)(1)': 'Access control',
    '164.312(a)(2)(i)': 'Unique user identification',
    '164.312(a)(2)(ii)': 'Emergency access',
    '164.312(a)(2)(iii)': 'Automatic logoff (addressable)',
    '164.312(a)(2)(iv)': 'Encryption and decryption (addressable)',
    '164.312(b)': 'Audit controls',
    '164.312(c)(1)': 'Integrity of health information',
    '164.312(c)(2)': 'Mechanism to authenticate health information (addressable)',
    '164.312(d)': 'Person or entity authentication',
    '164.312(e)(1)': 'Transmission security',
    '164.312(e)(2)(i)': 'Integrity in transmission (addressable)',
    '164.312(e)(2)(ii)': 'Encryption in transmission (addressable)',
    '164.316(b)(2)(i)': 'Documentation kept for six years',
  },
} as const satisfies Framework;
