import { Buffer } from 'node:buffer';
import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { listed, reach } from './members.ts';
import { secretKinds } from './script-secrets.ts';
import { suspiciousTraits } from './script-traits.ts';
import { taggingOf } from './tags.ts';

/** What was read out of a script. The script stays where it is: it may hold secrets, and it may be long. */
const reading = z.object({
  /** What it does that start scripts should not, in words. */
  traits: z.array(z.string()),
  /** The kinds of secrets in it. */
  secrets: z.array(z.string()),
});

const masked = '***';

const readingOf = (scripts: unknown): unknown => {
  const contents = listed(scripts).map((script) => textOf(reach(script, 'content')) ?? '');
  if (contents.length === 0) return null;
  // Base64 has no underscore and no star: what is not base64 was masked, and is as good as not stated.
  if (!contents.every((content) => /^[A-Za-z0-9+/=\s]*$/.test(content))) return masked;
  const script = contents.map((content) => Buffer.from(content, 'base64').toString('utf8')).join('\n');
  return { traits: suspiciousTraits(script), secrets: secretKinds(script) };
};

const stated = (members: Members): Members => ({
  onCreate: readingOf(reach(members, 'onCreate')),
  onStart: readingOf(reach(members, 'onStart')),
});

/** Shell scripts that run as root, with the role of the notebook, when it is created and whenever it starts. */
export const notebookLifecycleConfig = defineResourceType({
  name: 'sagemaker/notebook-lifecycle-config',
  cloudFormationType: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
  state: z.object({ onCreate: unset(reading), onStart: unset(reading), tags: tagMap() }),
  nameOf: ({ notebookInstanceLifecycleConfigName }) => textOf(notebookInstanceLifecycleConfigName),
  arnOf: sagemakerArn('notebook-instance-lifecycle-config'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateNotebookInstanceLifecycleConfig: {
      effect: 'create',
      state: (request) => ({ ...stated(request), tags: request['tags'] }),
    },
    UpdateNotebookInstanceLifecycleConfig: {
      effect: 'update',
      state: (request) => {
        const { onCreate, onStart } = stated(request);
        return {
          ...(Array.isArray(request['onCreate']) && { onCreate }),
          ...(Array.isArray(request['onStart']) && { onStart }),
        };
      },
    },
    DeleteNotebookInstanceLifecycleConfig: 'delete',
    ...taggingOf('notebook-instance-lifecycle-config'),
  },
  described: {
    by: ['sagemaker:DescribeNotebookInstanceLifecycleConfig', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['NotebookInstanceLifecycleConfigArn']),
    state: (output) => ({ ...stated(output), tags: output['Tags'] }),
  },
});
