import { beforeAll, expect, test } from 'vitest';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { rehearse, type Rehearsed } from '../../shared/app/notices/rehearse.ts';
import { replay } from '../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { requirementsOf } from '../../shared/frameworks/index.ts';
import { days, deliveredOn, exampleConfiguration, theDayAfter } from './play.ts';

/** Every notice of the example week, in the order in which people get them: when, of what, how grave, and what it is about. */
const expected = `
@@
`;

/** A notice on one line; of several findings, the resource of the gravest, and how many controls and resources there are. */
const noticeLine = ({ at, channel, notice }: Rehearsed): string => {
  const when = new Date(at).toISOString().slice(5, 19).replace('T', ' ');
  const what =
    notice.kind === 'list'
      ? `${notice.about} ${notice.severity} ${notice.listed.map(({ resource }) => resource).join(' ')}`
      : `${notice.news} ${notice.severity} ${notice.stories[0].resource.name} ${notice.stories[0].controlId}`;
  const others = notice.kind === 'finding' ? notice.stories.length - 1 : 0;
  return `${when} ${what}${others > 0 ? ` and ${others}` : ''}${channel === 'findings' ? '' : ` (${channel})`}`;
};

let told: Rehearsed[];

beforeAll(async () => {
  const configuration = exampleConfiguration();
  const catalogue = catalogueOf(resourceTypes, controls, configuration);
  const store = sqliteStore(':memory:');
  const replaying = {
    store,
    clock: { now: () => theDayAfter },
    saved: awsManagedPolicies(),
    catalogue,
    configuration,
  };
  for (const day of days) await replay((await localFiles(deliveredOn(day))).files, replaying);
  const byId = new Map(controls.map((control) => [control.id as string, control]));
  told = await rehearse(await Array.fromAsync(store.transitionsSince(0)), theDayAfter, {
    store,
    configuration,
    controlOf: (id) => byId.get(id),
    requirementsOf: (control) => (control ? requirementsOf(control.requirements) : []),
    aliasesOf: (id) => byId.get(id)?.aliases ?? [],
    withDerived: (type, state) => ({ ...state, ...catalogue.types.get(type)?.derived?.(state) }),
  });
  await store.close();
});

test('the example week yields these notices, in this order', () =>
  (process.stderr.write(told.map(noticeLine).join('\n')+'\nEND\n'), expect(told.map(noticeLine)).toEqual(expected.trim().split('\n').map((line) => line.trim()))));

test('each has a name of its own, and says what to do', () => {
  expect(new Set(told.map(({ notice }) => notice.id)).size).toBe(told.length);
  for (const { notice } of told) {
    expect(notice.headline).not.toBe('');
    if (notice.kind === 'list') continue;
    for (const { remediation, waive, findingId } of notice.stories) {
      expect(remediation.command, findingId).not.toBe('');
      expect(waive).toContain(findingId);
    }
  }
});
