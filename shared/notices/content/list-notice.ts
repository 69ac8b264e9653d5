import { createHash } from 'node:crypto';
import { severities, type Severity, type Waiver } from '../../core/configuration.ts';
import type { Control } from '../../core/control.ts';
import type { Finding } from '../../core/finding.ts';
import type { Instant } from '../../core/instant.ts';
import { atLeast } from '../../core/severity.ts';
import { spokenName } from '../../core/spoken.ts';
import type { Listed, ListNotice, ToldWaiver, Who } from '../notice.ts';
import { fittedList } from './fitted.ts';
import { listHeadline } from './headline.ts';
import { cut, cutList } from './text.ts';

const limits = { name: 200, title: 200, remark: 600, remarks: 10, command: 2_000 };

/** A finding as a list has it. `waiver`: the one that covers it. */
export const listedOf = (
  { id, severity, controlId, resource, status }: Finding,
  {
    control,
    waiver,
    accountNames,
  }: {
    control: Control | undefined;
    waiver?: Waiver | undefined;
    accountNames: Readonly<Record<string, string>>;
  },
): Listed => ({
  findingId: id,
  severity,
  controlTitle: cut(control?.title ?? controlId, limits.title),
  resource: cut(spokenName(resource.name), limits.name),
  account: cut(
    (Object.hasOwn(accountNames, resource.account) ? accountNames[resource.account] : undefined) ?? resource.account,
    limits.name,
  ),
  region: cut(resource.region, limits.name),
  status: status === 'open' && waiver ? 'waived' : status,
});

const byGravity = (a: Listed, b: Listed): number =>
  Number(atLeast(b.severity, a.severity)) - Number(atLeast(a.severity, b.severity));

const countsOf = (listed: readonly Listed[]): Record<Severity, number> => {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of listed) counts[severity]++;
  return counts;
};

/** More findings than this are counted, not listed. */
export const mostListed = 50;

/**
 * Many findings in one notice. `key` names what it is about, as the same list is to have the same id whenever it is made: the
 * window of a gathering, the sweep of a baseline, the planned change, the hour of a channel.
 */
export const listNotice = ({
  about,
  key,
  listed,
  counts = countsOf(listed),
  who,
  waiver,
  remarks = [],
  command,
  at,
  timeZone,
}: {
  about: ListNotice['about'];
  key: string;
  /** All of them, or the gravest, where `counts` tells how many there are. */
  listed: readonly Listed[];
  counts?: Readonly<Record<Severity, number>>;
  who?: Who | undefined;
  waiver?: ToldWaiver | undefined;
  remarks?: readonly string[];
  command: string;
  at: Instant;
  timeZone: string;
}): ListNotice => {
  const kept = listed.toSorted(byGravity).slice(0, mostListed);
  const total = severities.reduce((sum, severity) => sum + counts[severity], 0);
  const id = createHash('sha256')
    .update(JSON.stringify([about, key]))
    .digest('hex')
    .slice(0, 24);
  return fittedList({
    kind: 'list',
    id,
    conversation: id,
    severity: severities.find((severity) => counts[severity] > 0) ?? 'low',
    headline: listHeadline({ about, counts, listed: kept, who, waiver, timeZone }),
    at,
    timeZone,
    about,
    counts,
    listed: kept,
    more: Math.max(total - kept.length, 0),
    ...(who && { who }),
    ...(waiver && { waiver }),
    remarks: cutList(remarks, limits.remarks, limits.remark),
    command: command.length > limits.command ? 'sagewatch findings --open' : command,
  });
};
