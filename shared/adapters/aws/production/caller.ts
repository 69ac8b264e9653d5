import type { StackAccess } from './stack-access.ts';

/** Whose credentials are used, and in which account: every principal may ask that of itself. */
export const callerOf = async (access: StackAccess): Promise<{ arn: string; account: string }> => {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = await access.client('sts');
  const { Arn = 'somebody', Account = '' } = (await client.send(new GetCallerIdentityCommand({}))) as {
    Arn?: string;
    Account?: string;
  };
  return { arn: Arn, account: Account };
};
