import { expect, test } from 'vitest';
import { ecrRepository } from '../../../shared/resources/ecr/repository.ts';
import { fromApi } from '../../../shared/resources/from-api.ts';
import { expectTwins, statedBy } from '../twins.ts';

const arn = 'arn:aws:ecr:eu-central-1:111122223333:repository/ml/train';
const policy = {
  Version: '2008-10-17',
  Statement: [{ Sid: 'Pull', Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
};
const call = (eventName: string, requestParameters: object = {}) => ({
  eventSource: 'ecr.amazonaws.com',
  eventName,
  requestParameters: { repositoryName: 'ml/train', ...requestParameters },
});
const created = call('CreateRepository', { tags: [{ key: 'team', value: 'ml' }] });
const repository = { repositoryArn: arn, registryId: '111122223333', repositoryName: 'ml/train' };

test('a repository with a policy, and as AWS tells it', () => {
  expectTwins(ecrRepository, {
    records: [created, call('SetRepositoryPolicy', { policyText: JSON.stringify(policy, null, 2), force: false })],
    output: {
      repositories: [
        { ...repository, imageTagMutability: 'MUTABLE', imageScanningConfiguration: { scanOnPush: false } },
      ],
      registryId: '111122223333',
      repositoryName: 'ml/train',
      policyText: JSON.stringify(policy),
      tags: [{ Key: 'team', Value: 'ml' }],
    },
  });
});

test('a repository whose tags are immutable but for some', () => {
  const filters = [{ filterType: 'WILDCARD', filter: 'latest*' }];
  expectTwins(ecrRepository, {
    records: [
      created,
      call('PutImageTagMutability', { imageTagMutability: 'IMMUTABLE' }),
      call('PutImageTagMutability', {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: filters,
      }),
      call('SetRepositoryPolicy', { policyText: JSON.stringify(policy) }),
      call('DeleteRepositoryPolicy'),
      call('TagResource', { resourceArn: arn, tags: [{ key: 'stage', value: 'prod' }] }),
    ],
    output: {
      repositories: [
        {
          ...repository,
          imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
          imageTagMutabilityExclusionFilters: filters,
        },
      ],
      policyText: null,
      tags: [
        { Key: 'team', Value: 'ml' },
        { Key: 'stage', Value: 'prod' },
      ],
    },
  });
});

test('what was not read stays unknown', () => {
  expect(fromApi(ecrRepository, { repositories: [repository] })).toEqual({
    imageTagMutability: 'MUTABLE',
    tagExceptions: [],
  });
  const policyAlone = { registryId: '111122223333', repositoryName: 'ml/train', policyText: JSON.stringify(policy) };
  expect(ecrRepository.described?.nameOf(policyAlone)).toBe('ml/train');
  expect(fromApi(ecrRepository, policyAlone)).toEqual({ policyText: JSON.stringify(policy) });
});

test('a list of many is no output of one, nor is what another service says of a repository', () => {
  expect(ecrRepository.described?.nameOf({ repositories: [repository, repository] })).toBeUndefined();
  expect(ecrRepository.described?.nameOf({ repositories: [] })).toBeUndefined();
  expect(ecrRepository.described?.nameOf({ repositoryName: 'ml/train' })).toBeUndefined();
});

test('a repository of another registry is that account’s', () => {
  const { resource } = statedBy(ecrRepository, [
    call('SetRepositoryPolicy', { registryId: '444455556666', policyText: JSON.stringify(policy) }),
  ]);
  expect(resource).toMatchObject({ account: '444455556666', name: 'ml/train' });
  const own = statedBy(ecrRepository, [call('DeleteRepositoryPolicy', { registryId: '111122223333' })]);
  expect(own.resource.arn).toBe(arn);
});

test('names and tags mark a repository as one of machine learning', () => {
  const marks = (...records: ReturnType<typeof call>[]) =>
    ecrRepository.derived?.(statedBy(ecrRepository, records).state);
  expect(marks(created)).toEqual({ taggedAsMl: 'yes' });
  expect(marks(call('CreateRepository'))).toEqual({ taggedAsMl: 'no' });
  expect(marks(call('DeleteRepositoryPolicy'))).toEqual({ taggedAsMl: 'not known' });
});
