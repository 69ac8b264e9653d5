import control from '../../../shared/controls/ecr/repository-image-tags.ts';
import { cases } from '../cases.ts';

const marked = { taggedAsMl: 'yes' } as const;

export default cases(control, {
  pass: {
    immutable: { ...marked, imageTagMutability: 'IMMUTABLE', tagExceptions: [] },
    'immutable but for one': { ...marked, imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', tagExceptions: ['latest'] },
    'mutable but for all': { ...marked, imageTagMutability: 'MUTABLE_WITH_EXCLUSION', tagExceptions: ['*'] },
  },
  fail: {
    mutable: { ...marked, imageTagMutability: 'MUTABLE', tagExceptions: [], expect: 'Every tag can be moved' },
    'mutable but for some': {
      ...marked,
      imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
      tagExceptions: ['v*', 'release-*'],
      expect: 'Every tag but v*, release-*',
    },
    'immutable but for all': {
      ...marked,
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      tagExceptions: ['v*', '*'],
      expect: 'v*, * is excepted',
    },
  },
  notApplicable: {
    'a repository of something else': { taggedAsMl: 'no', imageTagMutability: 'MUTABLE', tagExceptions: [] },
  },
  unknown: {
    'a repository that may be of something else': {
      taggedAsMl: 'not known',
      imageTagMutability: 'MUTABLE',
      tagExceptions: [],
    },
    'a setting that is newer than we': { ...marked, imageTagMutability: 'SEALED', tagExceptions: [] },
  },
  record: {
    eventSource: 'ecr.amazonaws.com',
    eventName: 'CreateRepository',
    requestParameters: { repositoryName: 'ml/train' },
    responseElements: {
      repository: { repositoryArn: 'arn:aws:ecr:eu-central-1:111122223333:repository/ml/train' },
    },
  },
});
