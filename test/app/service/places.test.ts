import { expect, test } from 'vitest';
import { localitiesOf, watchedAccounts } from '../../../shared/app/service/places.ts';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { isGlobalSource } from '../../../shared/delivery/regions.ts';

const where = localitiesOf(
  {
    accounts: ['111122223333', '444455556666'],
    regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    home: 'eu-central-1',
    globalRegion: 'us-east-1',
  },
  isGlobalSource,
);
const typeNamed = (name: string) => [...resourceTypes].find((type) => type.name === name)!;

test.each([
  ['sagemaker/model', ['eu-central-1', 'eu-west-1', 'us-east-1']],
  ['iam/role', ['us-east-1']],
  ['organizations/policy', ['us-east-1']],
  ['s3/bucket', ['eu-central-1']],
])('%s is listed in %j of each account', (name, regions) => {
  const found = where(typeNamed(name));
  expect(found).toEqual(
    ['111122223333', '444455556666'].flatMap((account) => regions.map((region) => ({ account, region }))),
  );
});

test('other accounts than the own one are watched in an organization only', () => {
  const named = ['111122223333', '444455556666'];
  expect(watchedAccounts('111122223333', { organization: '', named })).toEqual(['111122223333']);
  expect(watchedAccounts('111122223333', { organization: 'o-exampleorgid', named })).toEqual(named);
});
