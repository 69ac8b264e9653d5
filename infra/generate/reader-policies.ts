/** Characters that a managed policy may have; blanks do not count. [IAM quotas] */
export const managedPolicyQuota = 6_144;

/** As long as names in ARNs get: the statements are measured with their functions worked out. */
const workedOut = (statement: object): string =>
  JSON.stringify(statement)
    .replaceAll(/\{"Fn::Sub":("[^"]*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws-us-gov')
    .replaceAll('${AWS::AccountId}', '111122223333')
    .replaceAll(/\s/g, '');

const frame = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/** As few lists of statements as managed policies hold. A statement that is too large for any is an error. */
const packed = (statements: readonly object[]): object[][] => {
  const policies: object[][] = [];
  let room = 0;
  for (const statement of statements) {
    const size = workedOut(statement).length + 1;
    if (frame + size > managedPolicyQuota) throw new Error(`a statement of ${size} characters fits in no policy`);
    if (size > room) {
      policies.push([]);
      room = managedPolicyQuota - frame;
    }
    policies.at(-1)?.push(statement);
    room -= size;
  }
  return policies;
};

/** Whose policies they are, and how they are called. */
interface Owner {
  role: object;
  nameOf(suffix: string): unknown;
  condition?: string;
}

/** The managed policies that give a role the reader's permissions, as CloudFormation's resources. */
export const readerPolicies = (statements: readonly object[], { role, nameOf, condition }: Owner): object =>
  Object.fromEntries(
    packed(statements).map((part, at) => [
      `ReaderPolicy${at === 0 ? '' : at + 1}`,
      {
        Type: 'AWS::IAM::ManagedPolicy',
        ...(condition !== undefined && { Condition: condition }),
        Properties: {
          ManagedPolicyName: nameOf(at === 0 ? '' : `-${at + 1}`),
          Description: 'What Sagewatch may ask AWS: what is configured, and no data',
          Roles: [role],
          PolicyDocument: { Version: '2012-10-17', Statement: part },
        },
      },
    ]),
  );

/** The text of the policies by which the home stack reads its own account. */
export const homeReaderText = (readerPermissions: string): string => {
  const Resources = readerPolicies(JSON.parse(readerPermissions) as object[], {
    role: { Ref: 'WorkRole' },
    nameOf: (suffix) => ({ 'Fn::Sub': `sagewatch-\${sls:stage}-\${AWS::Region}-reader${suffix}` }),
  });
  return `${JSON.stringify({ Resources }, null, 2)}\n`;
};
