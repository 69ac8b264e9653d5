import { expect } from 'vitest';
import { resourceTypes } from '../../shared/catalogue.ts';
import { changesOf } from '../../shared/cloudtrail/changes-of.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { patched } from '../../shared/core/known.ts';
import { resourceKey } from '../../shared/core/resource-ref.ts';
import { refNamed, type ResourceType } from '../../shared/core/resource-type.ts';
import type { Members } from '../../shared/core/trail-record.ts';
import { fromApi } from '../../shared/resources/from-api.ts';
import type { RecordFixture } from '../controls/cases.ts';
import { record } from '../fixtures/record.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

/** What some records, in their order, state of the one resource of a type that they are about. */
export const statedBy = (type: ResourceType, fixtures: readonly RecordFixture[]) => {
  const catalogue = catalogueOf(resourceTypes, [], defaultConfiguration);
  const changes = fixtures.flatMap((fixture) => {
    const classified = changesOf(record(fixture), catalogue);
    if (classified.class === 'quarantined') throw new Error(`quarantined: ${classified.reason}`);
    if (classified.class !== 'evaluated') return [];
    return classified.changes.filter(({ resource }) => resource.type === type.name);
  });
  const [first] = changes;
  if (!first) throw new Error(`no change of a ${type.name}`);
  return {
    /** Of a job: the job itself, not its workload. */
    arn: first.run?.arn ?? first.resource.arn,
    resource: first.resource,
    state: changes.reduce<Members>((state, change) => patched(state, change.state), {}),
  };
};

/**
 * The contract between records and reads: what the records of a resource say of it and what AWS answers when it is asked
 * (all outputs that `described.by` names, as one object) are one state of one resource.
 */
export const expectTwins = (
  type: ResourceType,
  { records, output }: { records: readonly RecordFixture[]; output: Members },
): void => {
  const stated = statedBy(type, records);
  expect(fromApi(type, output)).toEqual(stated.state);
  const name = type.described?.nameOf(output);
  if (name === undefined) throw new Error('described.nameOf finds no name in the output');
  const described = refNamed(type, name, place);
  expect(resourceKey(described)).toBe(resourceKey(stated));
};
