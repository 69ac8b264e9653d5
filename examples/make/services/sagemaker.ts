import { from, type Entry } from '../call.ts';
import { production, roleArn, type Actor, type Members } from '../cast.ts';
import { uuidOf } from '../random.ts';

export const sagemakerCall = (region: string, by: Actor) => from({ region, source: 'sagemaker', by });

/** ARNs of SageMaker are in lower case whatever the name. */
export const sagemakerArn = (region: string, kind: string, name: string, account = production): string =>
  `arn:aws:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;

export const tagsOf = (tags: Record<string, string>): Members[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

interface Notebook {
  time: string;
  region: string;
  by: Actor;
  name: string;
  role: string;
  account?: string;
  settings: Members;
  tags?: Record<string, string>;
}

/** A notebook instance with the settings that the caller sent; what is not among them is the API's default. */
export const newNotebook = ({ time, region, by, name, role, account, settings, tags = {} }: Notebook): Entry =>
  sagemakerCall(region, by)(time, 'CreateNotebookInstance', {
    request: {
      notebookInstanceName: name,
      instanceType: 'ml.t3.medium',
      roleArn: roleArn(role, account),
      platformIdentifier: 'notebook-al2023-v1',
      volumeSizeInGB: 20,
      ...settings,
      tags: tagsOf(tags),
    },
    response: { notebookInstanceArn: sagemakerArn(region, 'notebook-instance', name, account) },
  });

export const presignedNotebookUrl = (
  { time, region, by }: { time: string; region: string; by: Actor },
  name: string,
  sessionExpirationDurationInSeconds?: number,
): Entry =>
  sagemakerCall(region, by)(time, 'CreatePresignedNotebookInstanceUrl', {
    request: {
      notebookInstanceName: name,
      ...(sessionExpirationDurationInSeconds && { sessionExpirationDurationInSeconds }),
    },
    // The URL is a credential, and CloudTrail leaves it out.
  });

interface Happening {
  time: string;
  region: string;
  account?: string;
  detail: Members;
}

const happening =
  (detailType: string, arnIn: string) =>
  ({ time, region, account = production, detail }: Happening): Entry => ({
    time,
    account,
    region,
    record: {
      version: '0',
      id: uuidOf(JSON.stringify([detailType, time, region, detail])),
      'detail-type': detailType,
      source: 'aws.sagemaker',
      account,
      time,
      region,
      resources: [detail[arnIn]],
      detail,
    },
  });

/** SageMaker's own word of what became of an endpoint or a notebook instance, as EventBridge delivers it. */
export const endpointChanged = happening('SageMaker Endpoint State Change', 'EndpointArn');
export const notebookChanged = happening('SageMaker Notebook Instance State Change', 'NotebookInstanceArn');
