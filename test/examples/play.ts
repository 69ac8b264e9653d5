import { existsSync, readFileSync } from 'node:fs';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { replay, type Totals } from '../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import type { Configuration } from '../../shared/core/configuration.ts';
import type { Finding, Transition } from '../../shared/core/finding.ts';

export const trail = 'examples/trail';
export const theDayAfter = Date.parse('2026-11-16T06:00:00Z');

export const exampleConfiguration = (): Configuration => {
  const file = 'examples/sagewatch.yml';
  const read = readConfiguration(readFileSync(file, 'utf8'), file, { controls });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.configuration;
};

export const days = ['09', '10', '11', '12', '13', '14', '15', '16'] as const;

/** What came on a day of the week: the log files that were delivered, and SageMaker's own events. */
export const deliveredOn = (day: string): string[] => {
  const events = `${trail}/events/sagemaker-2026-11-${day}.json`;
  return [`${trail}/AWSLogs/**/2026/11/${day}/*.json.gz`, ...(existsSync(events) ? [events] : [])];
};

/** Replays sources one after the other into one store, as a watch does that looks once a day. */
export const play = async (
  ...looks: readonly (readonly string[])[]
): Promise<{ totals: Totals[]; told: Transition[][]; findings: Finding[]; notes: string[] }> => {
  const configuration = exampleConfiguration();
  const store = sqliteStore(':memory:');
  const [totals, told, notes]: [Totals[], Transition[][], string[]] = [[], [], []];
  for (const sources of looks) {
    const transitions: Transition[] = [];
    totals.push(
      await replay((await localFiles(sources)).files, {
        store,
        clock: { now: () => theDayAfter },
        saved: awsManagedPolicies(),
        catalogue: catalogueOf(resourceTypes, controls, configuration),
        configuration,
        onTransitions: (moved) => transitions.push(...moved),
        onNote: (file, note) => notes.push(`${file}: ${note}`),
      }),
    );
    told.push(transitions);
  }
  const findings = await Array.fromAsync(store.findings({}));
  await store.close();
  return { totals, told, findings: findings.toSorted((a, b) => (a.id < b.id ? -1 : 1)), notes };
};

/** A transition on one line: when, what, how severe, which control, which resource, and why it is over. */
export const storyLine = ({ at, change, finding, late }: Transition): string =>
  [
    new Date(at).toISOString().slice(5, 19).replace('T', ' '),
    late ? `late-${change}` : change,
    finding.severity,
    finding.controlId,
    finding.resource.name,
    change === 'resolved' ? finding.episodes.at(-1)?.reason : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
