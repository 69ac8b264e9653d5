const boundary = 'arn:aws:iam::111122223333:policy/ml-boundary';
const other = 'arn:aws:iam::111122223333:policy/wide';
const approved = { approved: { lifecycleConfigs: [], gitHosts: [], boundaries: ['WIDE'] } };

/** The table of both: what is taken from a role and from a user differs in nouns only. */
export const boundaryRemovalRows = (kind: 'role' | 'user') => {
  const noun = kind === 'role' ? 'Role' : 'User';
  const name = { [`${kind}Name`]: 'trainer' };
  const call = (eventName: string, requestParameters: object) => ({
    eventSource: 'iam.amazonaws.com',
    eventName,
    awsRegion: 'us-east-1',
    requestParameters,
  });
  return {
    pass: {
      'the first one': { boundary, before: { boundary: null } },
      'the one it had, in other letters': { boundary: boundary.toUpperCase(), before: { boundary } },
      'taken where there was none': { boundary: null, before: { boundary: null } },
      'another approved one': { boundary: other, before: { boundary }, configuration: approved },
      'an approved one, whatever it was before': { boundary: other, configuration: approved },
    },
    fail: {
      'taken away': { boundary: null, before: { boundary }, expect: `was removed (it was ${boundary})` },
      'taken away, whatever it was': { boundary: null, expect: 'was removed' },
      'replaced by another': {
        boundary: other,
        before: { boundary },
        expect: `was changed from ${boundary} to ${other}`,
      },
    },
    unknown: { 'put where the former is not known': { boundary } },
    record: [
      call(`Create${noun}`, { ...name, assumeRolePolicyDocument: '{}', permissionsBoundary: boundary }),
      call(`Delete${noun}PermissionsBoundary`, name),
    ],
  };
};
