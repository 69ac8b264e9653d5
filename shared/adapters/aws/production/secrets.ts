import { secretNames, secretParameter, type SecretName } from '../../../app/service/names.ts';
import type { Instant } from '../../../core/instant.ts';
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

/** Which secrets of a stage are set; no value is read. */
export const keptSecrets = async (access: StackAccess): Promise<readonly KeptSecret[]> => {
  const { DescribeParametersCommand } = await import('@aws-sdk/client-ssm');
  const client = await access.client('ssm');
  const Values = secretNames.map((name) => secretParameter(access.stage, name));
  const found: Described[] = [];
  let next: string | undefined;
  do {
    const { Parameters = [], NextToken } = (await client.send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values }],
        ...(next !== undefined && { NextToken: next }),
      }),
    )) as { Parameters?: Described[]; NextToken?: string };
    found.push(...Parameters);
    next = NextToken === '' ? undefined : NextToken;
  } while (next !== undefined);
  return secretNames.map((name) => {
    const described = found.find(({ Name }) => Name === secretParameter(access.stage, name));
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
