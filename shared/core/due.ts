import type { Configuration } from './configuration.ts';
import { currentEpisode, type Finding } from './finding.ts';
import { days, type Instant } from './instant.ts';

/**
 * Until when a finding that is open should be mended: until the moment that people agreed on (`agreed`, of its link), else so
 * many days after it opened, by its severity.
 */
export const dueAt = (
  finding: Pick<Finding, 'episodes' | 'firstSeen' | 'severity'>,
  { dueDays }: Pick<Configuration, 'dueDays'>,
  agreed?: Instant,
): Instant => agreed ?? (currentEpisode(finding)?.openedAt ?? finding.firstSeen) + days(dueDays[finding.severity]);

/** Whether an open finding should have been mended by now. */
export const isOverdue = (
  finding: Finding,
  configuration: Pick<Configuration, 'dueDays'>,
  now: Instant,
  agreed?: Instant,
): boolean => finding.status === 'open' && now > dueAt(finding, configuration, agreed);
