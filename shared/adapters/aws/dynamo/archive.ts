import type { Finding } from '../../../core/finding.ts';

const lineOf = ({ controlId, principal = '' }: Finding): string => `${controlId}\n${principal}`;

/** Of all findings of a resource: whether one can not move any more, since it is over and has a successor. */
export const archivedIn = (findings: readonly Finding[]): ((finding: Finding) => boolean) => {
  const newest = new Map<string, number>();
  for (const finding of findings) {
    newest.set(lineOf(finding), Math.max(newest.get(lineOf(finding)) ?? 0, finding.incarnation));
  }
  return (finding) => finding.status === 'resolved' && finding.incarnation < (newest.get(lineOf(finding)) ?? 0);
};
