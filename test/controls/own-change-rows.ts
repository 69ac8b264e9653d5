/** Rows that every control of who changes what is Sagewatch's own has, with the names of its calls and of one of its resources. */
export const ownChangeRows = (named: string, calls: Readonly<Record<string, string>>) => {
  const [first = ''] = Object.keys(calls);
  return {
    pass: {
      'a deployment, on behalf of whoever deploys': {
        named,
        call: { name: first, actor: { invokedBy: 'cloudformation.amazonaws.com' } },
      },
      'a deployment by a role of its own': { named, call: { name: first, address: 'cloudformation.amazonaws.com' } },
    },
    fail: {
      ...Object.fromEntries(
        Object.entries(calls).map(([name, part]) => [name, { named, call: { name }, expect: part }]),
      ),
      'somebody who only says that they deploy': {
        named,
        call: { name: first, userAgent: 'cloudformation.amazonaws.com', actor: { session: 'AWSCloudFormation' } },
        expect: 'Outside a deployment, ',
      },
      'another service': {
        named,
        call: { name: first, actor: { invokedBy: 'codebuild.amazonaws.com' } },
        expect: 'Outside a deployment, ',
      },
    },
    notApplicable: {
      'of somebody else': { named: 'churn', call: { name: first } },
      'a name that only begins alike': { named: 'sagewatchers-prod', call: { name: first } },
    },
  };
};
