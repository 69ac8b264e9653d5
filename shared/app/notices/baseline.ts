import { createHash } from 'node:crypto';
import { isOfBaseline } from '../../core/baseline.ts';
import type { Finding } from '../../core/finding.ts';
import type { BaselineMessage } from '../service/messages.ts';
import type { Desk } from './desk.ts';
import { handOverList } from './list.ts';

/** Tells what a first look at an account has found: one summary. The same findings make the same notice, however often. */
export const tellBaseline = async ({ account }: BaselineMessage, desk: Desk): Promise<void> => {
  const findings: Finding[] = [];
  for await (const finding of desk.store.findings({ status: 'open', account })) {
    if (isOfBaseline(finding)) findings.push(finding);
  }
  const ids = findings.map(({ id }) => id).toSorted();
  const name = createHash('sha256').update(ids.join()).digest('hex').slice(0, 16);
  await handOverList({ about: 'baseline', account }, { name, gathered: [], more: 0 }, findings, desk);
};
