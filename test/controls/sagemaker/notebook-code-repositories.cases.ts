import control from '../../../shared/controls/sagemaker/notebook-code-repositories.ts';
import { cases } from '../cases.ts';
import { relatedResource } from '../related.ts';

const configuration = {
  approved: { lifecycleConfigs: [], gitHosts: ['git.example.com', '*.amazonaws.com'], boundaries: [] },
};
const arn = 'arn:aws:sagemaker:eu-central-1:111122223333:code-repository/shared';
const related = (repositoryUrl?: string) => ({
  codeRepositories: [relatedResource('sagemaker/code-repository', arn, repositoryUrl ? { repositoryUrl } : {})],
});

export default cases(control, {
  pass: {
    none: { defaultCodeRepository: null, additionalCodeRepositories: null },
    'an approved host': {
      defaultCodeRepository: 'https://git.example.com/ml.git',
      additionalCodeRepositories: ['https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/ml'],
      configuration,
    },
    'a code repository of an approved host': {
      defaultCodeRepository: 'Shared',
      additionalCodeRepositories: null,
      related: related('https://git.example.com/ml.git'),
      configuration,
    },
  },
  fail: {
    'another host': {
      defaultCodeRepository: null,
      additionalCodeRepositories: ['https://github.com/someone/tools.git'],
      configuration,
      expect: 'github.com is no approved git host',
    },
    'plain HTTP, whatever is approved': {
      defaultCodeRepository: 'http://git.example.com/ml.git',
      additionalCodeRepositories: null,
      expect: 'over plain HTTP',
    },
    'credentials in the URL': {
      defaultCodeRepository: 'https://***@git.example.com/ml.git',
      additionalCodeRepositories: null,
      expect: 'Credentials stand in the URL',
    },
    'a code repository of another host': {
      defaultCodeRepository: 'shared',
      additionalCodeRepositories: null,
      related: related('https://github.com/someone/tools.git'),
      configuration,
      expect: 'github.com',
    },
  },
  notApplicable: {
    'nobody told which hosts are approved': {
      defaultCodeRepository: 'https://github.com/someone/tools.git',
      additionalCodeRepositories: null,
    },
  },
  unknown: {
    'a code repository that is not known': {
      defaultCodeRepository: 'shared',
      additionalCodeRepositories: null,
      related: related(),
      configuration,
    },
  },
  record: [
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateNotebookInstance',
      requestParameters: {
        notebookInstanceName: 'exploration',
        roleArn: 'arn:aws:iam::111122223333:role/notebook',
        defaultCodeRepository: 'shared',
      },
    },
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateCodeRepository',
      requestParameters: {
        codeRepositoryName: 'Shared',
        gitConfig: { repositoryUrl: 'https://bot:hunter2hunter2@git.example.com/ml.git' },
      },
    },
  ],
});
