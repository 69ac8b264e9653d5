import { secretParameter } from '../../../app/service/names.ts';
import type { Instant } from '../../../core/instant.ts';
import { isSecretName, secretKinds, type SecretName } from '../../../core/secret-name.ts';
import { storeOf, type StackAccess } from './stack-access.ts';

/** A secret as it may be told: never its value. */
export interface KeptSecret {
  name: SecretName;
  /** Undefined: it was never set. */
  set: { at: Instant | undefined; by: string | undefined; version: number | undefined } | undefined;
}

interface Described {
  Name?: string;
  LastModifiedDate?: Date;
  LastModifiedUser?: string;
  Version?: number;
}

/** Keeps a secret of a stage, encrypted with the stage's own key. Returns how often it was set by now. */
export const setSecret = async (access: StackAccess, name: SecretName, value: string): Promise<number | undefined> => {
  const { PutParameterCommand } = await import('@aws-sdk/client-ssm');
  const { key } = await storeOf(access);
  const client = await access.client('ssm');
  const { Version } = (await client.send(
    new PutParameterCommand({
      Name: secretParameter(access.stage, name),
      Value: value,
      Type: 'SecureString',
      KeyId: key,
      Overwrite: true,
    }),
  )) as { Version?: number };
  return Version;
};

/** Which secrets of a stage are set, and the plain names that are not; no value is read. */
export const keptSecrets = async (access: StackAccess): Promise<readonly KeptSecret[]> => {
  const { DescribeParametersCommand } = await import('@aws-sdk/client-ssm');
  const client = await access.client('ssm');
  const found: Described[] = [];
  let next: string | undefined;
  do {
    const { Parameters = [], NextToken } = (await client.send(
      new DescribeParametersCommand({
        ParameterFilters: [
          { Key: 'Name', Option: 'BeginsWith', Values: secretKinds.map((kind) => secretParameter(access.stage, kind)) },
        ],
        ...(next !== undefined && { NextToken: next }),
      }),
    )) as { Parameters?: Described[]; NextToken?: string };
    found.push(...Parameters);
    next = NextToken === '' ? undefined : NextToken;
  } while (next !== undefined);
  const kept = new Map(found.map((described) => [described.Name?.split('/').at(-1) ?? '', described]));
  const further = [...kept.keys()].filter(isSecretName).filter((name) => !secretKinds.some((kind) => kind === name));
  return [...secretKinds, ...further.toSorted()].map((name) => {
    const described = kept.get(name);
    return {
      name,
      set: described && {
        at: described.LastModifiedDate?.getTime(),
        by: described.LastModifiedUser,
        version: described.Version,
      },
    };
  });
};
