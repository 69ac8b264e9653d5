import { from, type Entry } from '../call.ts';
import { production, roleArn, virginia, type Actor, type Members } from '../cast.ts';
import { wordOf } from '../random.ts';
import { spelled } from '../time.ts';

/** IAM answers from everywhere, and tells CloudTrail in us-east-1. */
export const iamCall = (by: Actor) => from({ region: virginia, source: 'iam', by });

/** IAM keeps policies as they were written, white space and all. */
export const policyText = (...statements: readonly Members[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4);

export const trusting = (principal: Members, condition?: Members): Members => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
});

export const sagemaker = { Service: 'sagemaker.amazonaws.com' };
export const ourAccount = { StringEquals: { 'aws:SourceAccount': production } };

export const newRole = (time: string, roleName: string, trust: string, by: Actor): Entry =>
  iamCall(by)(time, 'CreateRole', {
    request: { path: '/', roleName, assumeRolePolicyDocument: trust, maxSessionDuration: 3600, tags: [] },
    response: {
      role: {
        path: '/',
        roleName,
        roleId: `AROA${wordOf(roleName, 9).toUpperCase()}EXAMPLE`,
        arn: roleArn(roleName),
        createDate: spelled(time),
        // The answer has it URL-encoded, the request does not.
        assumeRolePolicyDocument: encodeURIComponent(trust),
      },
    },
  });

export const policyArn = (name: string): string => `arn:aws:iam::${production}:policy/${name}`;

export const newPolicy = (time: string, policyName: string, document: string, by: Actor): Entry =>
  iamCall(by)(time, 'CreatePolicy', {
    request: { path: '/', policyName, policyDocument: document, tags: [] },
    response: {
      policy: {
        policyName,
        policyId: `ANPA${wordOf(policyName, 9).toUpperCase()}EXAMPLE`,
        arn: policyArn(policyName),
        path: '/',
        defaultVersionId: 'v1',
        attachmentCount: 0,
        permissionsBoundaryUsageCount: 0,
        isAttachable: true,
        createDate: spelled(time),
        updateDate: spelled(time),
      },
    },
  });

/** A key of which only the id is told, and which nobody has. */
export const newAccessKey = (time: string, userName: string, accessKeyId: string, by: Actor): Entry =>
  iamCall(by)(time, 'CreateAccessKey', {
    request: { userName },
    response: { accessKey: { userName, accessKeyId, status: 'Active', createDate: spelled(time) } },
  });
