import { describe, expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { assess } from '../../../shared/app/assess.ts';
import { intake } from '../../../shared/app/intake.ts';
import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration, type Configuration } from '../../../shared/core/configuration.ts';
import type { Transition } from '../../../shared/core/finding.ts';
import { record } from '../../fixtures/record.ts';

const root = 'sagemaker/notebook-root-access';
const without: Configuration = { ...defaultConfiguration, controls: { [root]: { enabled: false, severity: null } } };

/** A notebook's calls, judged as the service would; each with the configuration that held when it came. */
const watchdog = () => {
  const store = sqliteStore(':memory:');
  const told: Transition[] = [];
  const take = async (version: string, configuration: Configuration, ...calls: readonly ReturnType<typeof call>[]) => {
    const catalogue = catalogueOf(resourceTypes, controls, configuration);
    for (const each of calls) {
      const taken = intake(record({ eventSource: 'sagemaker.amazonaws.com', ...each }), catalogue);
      if (!('event' in taken)) throw new Error('not taken in');
      const { transitions } = await assess([taken.event], [], {
        store,
        clock: { now: () => Date.parse('2030-01-01T00:00:00Z') },
        saved: { state: () => undefined },
        catalogue,
        configuration,
        version,
      });
      told.push(...transitions.filter(({ finding }) => finding.controlId === root));
    }
  };
  /** How the control's finding moved since this was last asked, and whether a change did it. */
  const moved = () =>
    told.splice(0).map(({ change, isBaseline, finding: { origin } }) => [change, isBaseline ?? false, origin]);
  return { take, moved, store };
};

const at = (minute: number) => `2026-11-02T09:${String(minute).padStart(2, '0')}:00Z`;
const call = (minute: number, eventName: string, members: object = {}, notebookInstanceName = 'exploration') => ({
  eventID: `00000000-0000-4000-8000-0000000000${String(minute).padStart(2, '0')}`,
  eventTime: at(minute),
  eventName,
  requestParameters: { notebookInstanceName, ...members },
});
const open = { rootAccess: 'Enabled' };
const create = (minute: number, members: object, name?: string) =>
  call(minute, 'CreateNotebookInstance', { roleArn: 'arn:aws:iam::111122223333:role/a', ...members }, name);
const created = create(2, open);

describe('a control that is switched on', () => {
  test('moves what was there before as a baseline, whatever happens next', async () => {
    const { take, moved } = watchdog();
    await take('1', without, created);
    expect(moved()).toEqual([]);
    await take('2', defaultConfiguration, call(5, 'UpdateNotebookInstance', { volumeSizeInGB: 50 }));
    expect(moved()).toEqual([['opened', true, 'baseline']]);
  });
  test('does not hide what the next change breaks', async () => {
    const { take, moved } = watchdog();
    await take('1', without, create(1, { rootAccess: 'Disabled' }));
    await take('2', defaultConfiguration, call(5, 'UpdateNotebookInstance', open));
    expect(moved()).toEqual([['opened', false, 'change']]);
  });
  test('judges what is new as always', async () => {
    const { take, moved } = watchdog();
    await take('1', without, create(1, open, 'other'));
    await take('2', defaultConfiguration, created);
    expect(moved()).toEqual([['opened', false, 'change']]);
  });
  test('is looked at once: what happens later is a change', async () => {
    const { take, moved } = watchdog();
    await take('1', without, created);
    await take('2', defaultConfiguration, call(5, 'UpdateNotebookInstance', { rootAccess: 'Disabled' }));
    expect(moved()).toEqual([
      ['opened', true, 'baseline'],
      ['resolved', false, 'baseline'],
    ]);
    await take('2', defaultConfiguration, call(6, 'UpdateNotebookInstance', open));
    expect(moved()).toEqual([['reopened', false, 'change']]);
  });
});

describe('what comes late after controls became others', () => {
  test('moves by itself what it moves, and by the controls what those move', async () => {
    const { take, moved } = watchdog();
    await take('1', without, created, call(9, 'UpdateNotebookInstance', { volumeSizeInGB: 50 }));
    await take('2', defaultConfiguration, call(5, 'UpdateNotebookInstance', { volumeSizeInGB: 20 }));
    expect(moved()).toEqual([['opened', true, 'baseline']]);
  });
  test('is told where it is what broke it', async () => {
    const { take, moved } = watchdog();
    const update = call(9, 'UpdateNotebookInstance', { volumeSizeInGB: 50 });
    await take('1', without, create(1, { rootAccess: 'Disabled' }), update);
    await take('2', defaultConfiguration, call(5, 'UpdateNotebookInstance', open));
    expect(moved()).toEqual([['opened', false, 'change']]);
  });
  test('of what is long gone tells nothing singly', async () => {
    const { take, moved } = watchdog();
    await take('1', without, created, call(9, 'DeleteNotebookInstance'));
    await take('2', defaultConfiguration, call(5, 'UpdateNotebookInstance', { volumeSizeInGB: 20 }));
    expect(moved().every(([, isBaseline]) => isBaseline)).toBe(true);
  });
});

test('a control that is switched off resolves nothing by itself, and without a version nothing of this is looked at', async () => {
  const { take, moved, store } = watchdog();
  await take('1', defaultConfiguration, created);
  expect(moved()).toEqual([['opened', false, 'change']]);
  await take('2', without, call(5, 'UpdateNotebookInstance', { volumeSizeInGB: 50 }));
  expect(moved()).toEqual([]);
  const [known] = await store.resources('exploration');
  expect(known?.judgedBy).toBe('2');
});
