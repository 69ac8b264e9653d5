import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../shared/app/assess.ts';
import { eventKey } from '../../shared/app/event.ts';
import { changeOfRead } from '../../shared/app/observe.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration, type Configuration } from '../../shared/core/configuration.ts';
import { currentEpisode, type Finding, type Transition } from '../../shared/core/finding.ts';
import { expectSameInAnyOrder } from '../fixtures/any-order.ts';
import { at, changed, notebook, root, sagemaker } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const resourceArn = 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration';
const tagged = (key: string, value: string) => sagemaker('AddTags', { resourceArn, tags: [{ key, value }] });
const untagged = (...tagKeys: readonly string[]) => sagemaker('DeleteTags', { resourceArn, tagKeys });
const made = notebook({ tags: [] });
const health = tagged('data-class', 'phi');
const mended = changed({ rootAccess: 'Disabled' });
const broken = changed({ rootAccess: 'Enabled' });

const clock = (hour: number) => `2026-11-02T${String(hour).padStart(2, '0')}:00:00Z`;
const told = (transitions: readonly Transition[]) =>
  transitions
    .filter(({ finding }) => finding.controlId === root)
    .map(({ change, at: when, finding, late }) =>
      [new Date(when).getUTCHours(), change, finding.severity, late && 'late']
        .filter((part) => part !== undefined)
        .join(' '),
    );
const ofRoot = (findings: readonly Finding[]) => findings.find(({ controlId }) => controlId === root);

describe('a finding that becomes graver while it is open', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['is raised once', [made, health], ['9 opened high', '10 raised critical']],
    [
      'is not told anew by what changes nothing',
      [made, health, tagged('team', 'x')],
      ['9 opened high', '10 raised critical'],
    ],
    ['is not told when it becomes less grave', [made, tagged('environment', 'sandbox')], ['9 opened high']],
    [
      'is not told when it is as grave again as people know',
      [made, health, untagged('data-class'), health],
      ['9 opened high', '10 raised critical'],
    ],
    [
      'is not told when it was less grave in between',
      [made, tagged('environment', 'sandbox'), untagged('environment')],
      ['9 opened high'],
    ],
    [
      'is told when it becomes graver than it ever was',
      [made, tagged('environment', 'sandbox'), untagged('environment'), health],
      ['9 opened high', '12 raised critical'],
    ],
    [
      'begins anew when it reopens',
      [made, health, mended, untagged('data-class'), broken, health],
      ['9 opened high', '10 raised critical', '11 resolved critical', '13 reopened high', '14 raised critical'],
    ],
  ])('%s', async (_, calls, expected) => {
    const records = calls.map((call, index) => at(clock(9 + index), call as typeof made));
    const together = watchdog();
    expect(told((await together.feed(...records)).transitions)).toEqual(expected);
    const oneByOne = watchdog();
    const each = [];
    for (const record of records) each.push(...(await oneByOne.feed(record)).transitions);
    expect(told(each)).toEqual(expected);
  });

  test('says from what, when, and by whom', async () => {
    const { feed, findings } = watchdog();
    await feed(at(clock(9), made), at(clock(10), health));
    expect(currentEpisode(ofRoot(await findings()) as Finding)?.raised).toMatchObject({
      from: 'high',
      at: Date.parse(clock(10)),
      by: { call: 'sagemaker.amazonaws.com:AddTags', actor: { session: 'alice' } },
    });
  });

  test('two rises of one second are two transitions', async () => {
    const accounts = { '111122223333': { environment: 'sandbox' as const, dataClass: null, owner: null } };
    const configuration: Configuration = { ...defaultConfiguration, accounts };
    const { feed } = watchdog({ configuration });
    const { transitions } = await feed(
      at(clock(9), made),
      at(clock(10), tagged('environment', 'prod')),
      at(clock(10), health),
    );
    expect(new Set(transitions.filter(({ change }) => change === 'raised').map(({ at: when }) => when)).size).toBe(1);
    const raised = transitions.filter(({ change, finding }) => change === 'raised' && finding.controlId === root);
    expect(raised.map(({ finding }) => finding.severity)).toEqual(['high', 'critical']);
    expect(new Set(raised.map(({ id }) => id)).size).toBe(2);
  });
});

test('what another configuration makes graver is marked as found by a look', async () => {
  const first = watchdog();
  await first.feed(at(clock(9), made));
  const placement = { environment: null, dataClass: 'phi', owner: null };
  const configuration = { ...defaultConfiguration, accounts: { '111122223333': placement } };
  const { resource } = ofRoot(await first.findings()) as Finding;
  const [known] = await first.store.resources(resource.arn);
  const answer = { kind: 'found' as const, state: known?.state ?? {}, at: Date.parse(clock(12)), final: true };
  const look = async (isBaseline: boolean) => {
    const change = changeOfRead(resource, { ...answer, at: answer.at + Number(isBaseline) }, isBaseline);
    return assess([{ key: eventKey(change.eventId), at: change.at, class: 'evaluated', changes: [change] }], [], {
      store: first.store,
      clock: { now: () => Date.parse(clock(13)) },
      saved: { state: () => undefined },
      catalogue: catalogueOf(resourceTypes, controls, configuration),
      configuration,
    });
  };
  const { transitions } = await look(true);
  expect(told(transitions)).toEqual(['12 raised critical']);
  const raised = transitions.find(({ finding }) => finding.controlId === root);
  expect(currentEpisode(raised?.finding as Finding)?.raised).toMatchObject({ from: 'high', isBaseline: true });
  expect(told((await look(false)).transitions)).toEqual([]);
});

describe('a rise that is heard of late', () => {
  test('is told once, at its own time', async () => {
    const { feed } = watchdog();
    await feed(at(clock(9), made), at(clock(12), tagged('team', 'x')));
    expect(told((await feed(at(clock(10), health))).transitions)).toEqual(['10 raised critical']);
    expect(told((await feed(at(clock(11), tagged('team', 'y')))).transitions)).toEqual([]);
  });
  test('and is over since is told as such', async () => {
    const { feed, findings } = watchdog();
    await feed(at(clock(9), made), at(clock(12), untagged('data-class')));
    expect(told((await feed(at(clock(10), health))).transitions)).toEqual(['10 raised critical late']);
    expect(ofRoot(await findings())).toMatchObject({ severity: 'high' });
  });
});

test('stories of rises end the same in any order', () => {
  const call = fc.constantFrom(
    made,
    mended,
    broken,
    health,
    untagged('data-class'),
    untagged('environment'),
    tagged('environment', 'sandbox'),
    tagged('environment', 'prod'),
    sagemaker('DeleteNotebookInstance', { notebookInstanceName: 'exploration' }),
  );
  const second = fc.integer({ min: 0, max: 30 });
  const story = fc
    .array(fc.tuple(call, second), { minLength: 1, maxLength: 15 })
    .map((calls) =>
      calls.map(([members, offset]) =>
        at(new Date(Date.UTC(2026, 8, 1) + offset * 1_000).toISOString().replace('.000', ''), members),
      ),
    );
  return expectSameInAnyOrder(story);
});
