import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { reach } from './members.ts';
import { withoutCredentials } from './repository-url.ts';
import { taggingOf } from './tags.ts';

const stated = (members: Members): Members => {
  const url = reach(members, 'gitConfig', 'repositoryUrl');
  const secret = reach(members, 'gitConfig', 'secretArn');
  return {
    ...(url !== undefined && { repositoryUrl: withoutCredentials(url) }),
    ...(secret !== undefined && { secretArn: secret }),
  };
};

/** A git repository under a name that notebook instances can refer to. */
export const codeRepository = defineResourceType({
  name: 'sagemaker/code-repository',
  cloudFormationType: 'AWS::SageMaker::CodeRepository',
  state: z.object({
    repositoryUrl: z.string(),
    secretArn: unset(z.string()),
    tags: tagMap(),
  }),
  nameOf: ({ codeRepositoryName }) => textOf(codeRepositoryName),
  arnOf: sagemakerArn('code-repository'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateCodeRepository: { effect: 'create', state: (request) => ({ ...stated(request), tags: request['tags'] }) },
    UpdateCodeRepository: { effect: 'update', state: stated },
    DeleteCodeRepository: 'delete',
    ...taggingOf('code-repository'),
  },
  described: {
    by: ['sagemaker:DescribeCodeRepository', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['CodeRepositoryArn']),
    state: (output) => ({ ...stated(output), tags: output['Tags'] }),
  },
  references: { secret: ({ secretArn }) => refer('secretsmanager/secret', secretArn) },
});
