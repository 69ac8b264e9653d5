import { describe, expect, test } from 'vitest';
import { controls } from '../../shared/catalogue.ts';
import { callOf } from '../../shared/cloudtrail/actor.ts';
import type { Call } from '../../shared/core/change.ts';
import { defaultConfiguration, type Configuration } from '../../shared/core/configuration.ts';
import type { Control } from '../../shared/core/control.ts';
import { evaluateActivity, evaluateState } from '../../shared/core/evaluate.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import type { ResourceType } from '../../shared/core/resource-type.ts';
import type { Members } from '../../shared/core/trail-record.ts';
import { record } from '../fixtures/record.ts';
import { run } from '../fixtures/run.ts';
import type { Cases, RecordFixture, RowContext } from './cases.ts';

const files = import.meta.glob<Control>('../../shared/controls/*/*.ts', { import: 'default', eager: true });
const tables = import.meta.glob<Cases>('./*/*.cases.ts', { import: 'default', eager: true });
const idOf = (path: string) => path.replace(/^.*\/([^/]+\/[^/.]+)(\.cases)?\.ts$/, '$1');
const tableOf = new Map(Object.entries(tables).map(([path, table]) => [idOf(path), table]));

const at = Date.parse('2026-11-02T09:00:00Z');
const anyCall = callOf(record({ eventSource: 'example.amazonaws.com', eventName: 'Example' }));

const evaluated = (
  control: Control,
  { expect: _, named = 'example', related = {}, configuration, ...row }: RowContext & Members,
) => {
  const type = ([control.appliesTo].flat() as ResourceType[])[0];
  const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  const resource = refOf(type?.name ?? '', type?.arnOf(named, place) ?? named, place);
  const context = {
    at,
    resource,
    related,
    configuration: { ...defaultConfiguration, ...configuration } as Configuration,
  };
  if (control.kind === 'state') return evaluateState(control, row, context).outcome;
  const { call, before, after, ...facts } = row as {
    call?: Partial<Call>;
    before?: Members;
    after?: Members;
  } & Members;
  const whole: Call = { ...anyCall, ...call, actor: { ...anyCall.actor, ...call?.actor } };
  return evaluateActivity(control, { call: whole, facts, before, after: after ?? before ?? {} }, context).outcome;
};

test('every table belongs to a control, and every control is in the catalogue', () => {
  expect([...tableOf.keys()].toSorted()).toEqual(Object.keys(files).map(idOf).toSorted());
  expect(controls.map(({ id }) => id).toSorted()).toEqual(Object.keys(files).map(idOf).toSorted());
});

test('ids and aliases are used once', () => {
  const names = controls.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  expect(names.length).toBe(new Set(names).size);
});

describe.each(Object.entries(files))('%s', (path, control) => {
  const table = tableOf.get(idOf(path));
  const configuration = { ...defaultConfiguration, ...table?.configuration };
  const rows = (kind: 'pass' | 'fail' | 'notApplicable' | 'unknown') => Object.entries(table?.[kind] ?? {});

  test('is named after its file', () => expect(control.id).toBe(idOf(path)));
  test('shows at least one pass and one fail', () => {
    expect(rows('pass')).not.toEqual([]);
    expect(rows('fail')).not.toEqual([]);
  });
  test.each(rows('pass'))('passes: %s', (_, row) => expect(evaluated(control, row)).toEqual({ status: 'pass' }));
  test.each(rows('fail'))('fails: %s', (_, row) =>
    expect(evaluated(control, row)).toMatchObject({
      status: 'fail',
      message: expect.stringContaining(row.expect ?? ''),
    }),
  );
  test.each(rows('notApplicable'))('does not apply: %s', (_, row) =>
    expect(evaluated(control, row)).toMatchObject({ status: 'not-applicable' }),
  );
  test.each(rows('unknown'))('cannot tell: %s', (_, row) =>
    expect(evaluated(control, row)).toMatchObject({ status: 'unknown' }),
  );

  test('a record opens its finding', () => {
    const fixtures = [table?.record ?? []].flat() as RecordFixture[];
    const records = fixtures.map((fixture, index) =>
      record({ eventTime: `2026-11-02T09:00:${String(index).padStart(2, '0')}Z`, ...fixture }),
    );
    const { transitions } = run(records, configuration);
    const opened = transitions.find(({ finding }) => finding.controlId === control.id);
    expect(opened).toMatchObject({ change: 'opened' });
    expect(opened?.finding.message).not.toBe('');
    expect(opened?.finding.episodes[0]?.openedBy.eventId).toBe(records.at(-1)?.eventID);
  });
  test('tells what to do, with the names of the resource', () => {
    const { transitions } = run(
      ([table?.record ?? []].flat() as RecordFixture[]).map((fixture, index) =>
        record({ eventTime: `2026-11-02T09:00:${String(index).padStart(2, '0')}Z`, ...fixture }),
      ),
      configuration,
    );
    const finding = transitions.find(({ finding: { controlId } }) => controlId === control.id)?.finding;
    if (!finding) throw new Error('no finding');
    expect(control.remediation.command(finding.resource, finding.evidence)).toMatch(/^aws /);
  });
});
