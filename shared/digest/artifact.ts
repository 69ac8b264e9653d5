import type { FrameworkId } from '../frameworks/index.ts';
import { firstOf } from './counting.ts';
import type { Digest, FrameworkLine } from './digest.ts';

/** What to look for in AWS Artifact: what AWS itself had examined of its side. (AWS Artifact user guide) */
const reports: Partial<Record<FrameworkId, string>> = {
  'nist-800-53-r5': 'FedRAMP security package',
  'fedramp-moderate-r5': 'FedRAMP security package',
  'pci-dss-v4.0.1': 'PCI DSS attestation of compliance and responsibility summary',
  hipaa: 'business associate addendum, under Agreements',
  'iso-27001-2022': 'ISO/IEC 27001 certificate and statement of applicability',
  soc2: 'SOC 2 report',
};

/** Where the console of a partition has it; the one of China is not known to. */
const consoles: Readonly<Record<string, string>> = {
  aws: 'https://console.aws.amazon.com/artifact/',
  'aws-us-gov': 'https://console.amazonaws-us-gov.com/artifact/',
};

/** Where the reports on AWS's own side are, for the frameworks that there are such reports of. */
export const artifactOf = (partition: string, lines: readonly FrameworkLine[]): Digest['artifact'] => {
  const url = consoles[partition];
  const wanted = lines.flatMap(({ id, title }) => {
    const look = reports[id];
    return look === undefined ? [] : [{ framework: title, look }];
  });
  return url === undefined || wanted.length === 0 ? undefined : { url, reports: firstOf(wanted, wanted.length) };
};
