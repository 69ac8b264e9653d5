import type { Framework } from './framework.ts';

/**
 * SOC 2: the AICPA's Trust Services Criteria of 2017 with the points of focus of 2022. Titles are our words.
 *
 * Criteria are wide and a service organization writes its own controls under them: cite the one or two that truly fit.
 */
export const soc2 = {
  id: 'soc2',
  title: 'SOC 2 Trust Services Criteria',
  version: '2017, points of focus 2022',
  source:
    'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  requirements: {
    'CC2.1': 'Good information supports internal control',
    'CC3.4': 'Changes that affect internal control are assessed',
    'CC4.1': 'Controls are evaluated, continuously or separately',
    'CC4.2': 'Deficiencies of controls are communicated',
    'CC5.1': 'Control activities mitigate risk and separate duties',
    'CC5.2': 'General controls over technology exist',
    'CC6.1': 'Logical access to protected information is restricted',
    'CC6.2': 'Users are registered, authorized and removed',
    'CC6.3': 'Access follows roles, least privilege and separation of duties',
    'CC6.6': 'Threats from outside the system boundary are kept out',
    'CC6.7': 'Information is protected when sent, moved or removed',
    'CC6.8': 'Unauthorized or malicious software is prevented or detected',
    'CC7.1': 'Configuration changes and new vulnerabilities are detected',
    'CC7.2': 'Components are monitored for anomalies',
    'CC7.3': 'Security events are evaluated',
    'CC7.4': 'Incidents are responded to',
    'CC7.5': 'Recovery from incidents is planned and done',
    'CC8.1': 'Changes are authorized, tested and approved',
    'A1.1': 'Capacity is monitored and managed',
    'A1.2': 'Backups and recovery infrastructure are in place',
    'C1.1': 'Confidential information is identified and kept',
    'C1.2': 'Confidential information is disposed of',
    'PI1.1': 'Processing objectives and data are specified',
    'PI1.2': 'Inputs are complete and accurate',
    'PI1.3': 'Processing meets its objectives',
    'PI1.4': 'Outputs are delivered complete, accurate and in time',
    'PI1.5': 'Inputs, work in process and outputs are stored completely',
  },
} as const satisfies Framework;
