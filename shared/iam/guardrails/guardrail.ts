import type { ConditionBlock } from './conditions.ts';
import { requirements, type GuardrailOptions, type Requirement } from './requirements.ts';

/** A statement as it is written. */
export interface WrittenStatement {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Action: string | readonly string[];
  Resource: string | readonly string[];
  Condition?: ConditionBlock;
}

/** A policy as it is written. */
export interface WrittenPolicy {
  Version: '2012-10-17';
  Statement: readonly WrittenStatement[];
}

/** A policy that enforces controls, and what can be said of it. */
export interface Guardrail {
  policy: WrittenPolicy;
  /** The controls that it enforces. */
  enforced: readonly string[];
  notes: readonly string[];
}

/** The controls that a guardrail can enforce. */
export const enforceable: readonly string[] = [
  ...new Set(requirements.flatMap(({ calls }) => Object.keys(calls))),
].sort();

const merged = (one: ConditionBlock, other: ConditionBlock): ConditionBlock => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([operator, keys]) => [operator, { ...one[operator], ...keys }])),
});

const oneOrMany = (list: readonly string[]): string | readonly string[] => (list.length === 1 && list[0]) || list;

const statementOf = (requirement: Requirement, options: GuardrailOptions): WrittenStatement[] => {
  const condition = requirement.denied(options);
  const calls = Object.entries(requirement.calls).flatMap(([control, names]) =>
    options.controls.includes(control) ? names : [],
  );
  if (condition === undefined || calls.length === 0) return [];
  const { except = [] } = options;
  return [
    {
      Sid: requirement.sid,
      Effect: 'Deny',
      Action: oneOrMany([...new Set(calls)].map((call) => `sagemaker:${call}`)),
      Resource: '*',
      Condition: except.length === 0 ? condition : merged(condition, { ArnNotLike: { 'aws:PrincipalArn': except } }),
    },
  ];
};

const guardrailOf = (
  options: GuardrailOptions,
  around: (denies: WrittenStatement[]) => WrittenStatement[],
): Guardrail => {
  const used = requirements.filter((requirement) => statementOf(requirement, options).length > 0);
  return {
    policy: {
      Version: '2012-10-17',
      Statement: around(used.flatMap((requirement) => statementOf(requirement, options))),
    },
    enforced: enforceable.filter((control) => options.controls.includes(control)),
    notes: [...new Set(used.flatMap(({ note }) => note ?? []))].filter(
      (note) => !(note.includes('--kms-key') && (options.kmsKeys ?? []).length > 0),
    ),
  };
};

/** A policy as text, a line each statement: as short as AWS's limits want it, and still to be read. */
export const policyText = ({ Version, Statement }: WrittenPolicy): string =>
  `{"Version":"${Version}","Statement":[\n${Statement.map((statement) => JSON.stringify(statement)).join(',\n')}\n]}`;

/** The most characters AWS takes, white space counted (Organizations) or not (IAM managed policies). */
const mostCharacters = { scp: 5_120, boundary: 6_144 };

const tooLong = (kind: keyof typeof mostCharacters, policy: WrittenPolicy): string[] => {
  const { length } = policyText(policy);
  const most = mostCharacters[kind];
  return length <= most
    ? []
    : [`It has ${length} characters and AWS takes ${most}: print it in parts, with --control, and attach each.`];
};

/** A service control policy: it only takes away, beside the FullAWSAccess that is attached already. */
export const scpGuardrail = (options: GuardrailOptions): Guardrail => {
  const { notes, ...guardrail } = guardrailOf(options, (denies) => denies);
  return {
    ...guardrail,
    notes: [
      ...notes,
      'A service control policy binds neither the management account nor service-linked roles.',
      ...tooLong('scp', guardrail.policy),
    ],
  };
};

/**
 * A permission boundary: it allows all else, denies what fails, and keeps those it binds from taking it off, from changing
 * it and from making principals without it.
 */
export const boundaryGuardrail = (options: GuardrailOptions, name: string): Guardrail => {
  // The variable keeps it the same text in every account.
  const own = `arn:*:iam::\${aws:PrincipalAccount}:policy/${name}`;
  const guardrail = guardrailOf(options, (denies) => [
    { Sid: 'AllElse', Effect: 'Allow', Action: '*', Resource: '*' },
    ...denies,
    {
      Sid: 'BoundaryStaysOn',
      Effect: 'Deny',
      Action: ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'],
      Resource: '*',
    },
    {
      Sid: 'BoundaryIsHandedOn',
      Effect: 'Deny',
      Action: ['iam:CreateRole', 'iam:CreateUser', 'iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
      Resource: '*',
      Condition: { StringNotLike: { 'iam:PermissionsBoundary': own } },
    },
    {
      Sid: 'BoundaryStaysAsItIs',
      Effect: 'Deny',
      Action: ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'],
      Resource: `arn:*:iam::*:policy/${name}`,
    },
  ]);
  return { ...guardrail, notes: [...guardrail.notes, ...tooLong('boundary', guardrail.policy)] };
};
