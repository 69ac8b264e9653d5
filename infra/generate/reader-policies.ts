/** Characters that a managed policy may have; blanks do not count. [IAM quotas] */
export const managedPolicyQuota = 6_144;

/** As long as names in ARNs get: the statements are measured with their functions worked out. */
const sizeOf = (statements: readonly object[]): number =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
    .replaceAll(/\{"Fn::Sub":("[^"]*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws-us-gov')
    .replaceAll('${AWS::AccountId}', '111122223333')
    .replaceAll(/\s/g, '').length;

interface Statement {
  Resource: unknown;
}

/** The policies' logical ids: what cannot be limited to resources (lists, mostly), and what can. */
export const readerPolicyIds = ['ReaderListsPolicy', 'ReaderPolicy'] as const;

/** The managed policies that hold the reader's permissions, as CloudFormation's resources. */
export const readerPolicies = (statements: readonly Statement[], condition?: string): object => {
  const parts = {
    ReaderListsPolicy: statements.filter(({ Resource }) => Resource === '*'),
    ReaderPolicy: statements.filter(({ Resource }) => Resource !== '*'),
  };
  return Object.fromEntries(
    readerPolicyIds.map((id) => {
      const part = parts[id];
      const size = sizeOf(part);
      if (size > managedPolicyQuota) throw new Error(`${id} has ${size} characters: it has to be split`);
      const resource = {
        Type: 'AWS::IAM::ManagedPolicy',
        ...(condition !== undefined && { Condition: condition }),
        Properties: {
          Description: 'What Sagewatch may ask AWS - what is configured, and no data',
          PolicyDocument: { Version: '2012-10-17', Statement: part },
        },
      };
      return [id, resource];
    }),
  );
};

/** The text of the policies by which the home stack reads its own account. */
export const homeReaderText = (readerPermissions: string): string => {
  const Resources = readerPolicies(JSON.parse(readerPermissions) as Statement[]);
  return `${JSON.stringify({ Resources }, null, 2)}\n`;
};
