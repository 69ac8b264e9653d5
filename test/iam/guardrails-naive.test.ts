import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgedGuardrails } from '../../shared/iam/guardrails/index.ts';
import { account, inForce, optionsFor, policy } from './in-force.ts';
import type { Conditions } from './naive/conditions.ts';
import { resultOf, type NaivePolicy, type NaiveStatement } from './naive/evaluate.ts';
import { caller, ourOrganization, type Said } from './naive/universe.ts';

const runs = Number(process.env['NAIVE_RUNS'] ?? 80);

/** A role that no policy of this world means by its name. */
const us = caller(account, 'role/zq-anybody', ourOrganization);
const regions = ['eu-central-1', 'us-west-2'];
const switched: readonly Said[] = [['Enabled'], ['Disabled'], ['zq-other'], undefined];
const subnets: readonly Said[] = [
  ['subnet-1'],
  ['subnet-2'],
  ['subnet-1', 'subnet-2'],
  ['zq-other'],
  ['subnet-1', 'zq-other'],
  undefined,
];

/** All that an ordinary request for a notebook can say in this world. */
const universe: readonly Readonly<Record<string, Said>>[] = Object.entries({
  'aws:requestedregion': regions.map((region) => [region]),
  'sagemaker:directinternetaccess': switched,
  'sagemaker:rootaccess': switched,
  'sagemaker:vpcsubnets': subnets,
  'aws:requesttag/team': [['ml'], ['zq-other'], undefined],
  'aws:multifactorauthpresent': [['true'], ['false'], undefined],
}).reduce<readonly Readonly<Record<string, Said>>[]>(
  (contexts, [key, options]) => contexts.flatMap((context) => options.map((said) => ({ ...context, [key]: said }))),
  [{}],
);

const always = {
  ...us.says,
  'aws:viaawsservice': ['false'],
  'aws:principaltype': ['AssumedRole'],
};

const requestOf = (context: Readonly<Record<string, Said>>) => ({
  action: 'sagemaker:CreateNotebookInstance',
  resource: `arn:aws:sagemaker:${context['aws:requestedregion']?.[0]}:${account}:notebook-instance/zq`,
  caller: us,
  context: { ...always, ...context },
});

const saysNothing = (said: Said, ...values: readonly string[]) => said === undefined || values.includes(said[0] ?? '');
const unsafe: Readonly<Record<string, (context: Readonly<Record<string, Said>>) => boolean>> = {
  'sagemaker/notebook-direct-internet-access': (context) =>
    saysNothing(context['sagemaker:directinternetaccess'], 'Enabled'),
  'sagemaker/notebook-root-access': (context) => saysNothing(context['sagemaker:rootaccess'], 'Enabled'),
  'sagemaker/notebook-vpc': (context) =>
    context['sagemaker:vpcsubnets'] === undefined && saysNothing(context['sagemaker:directinternetaccess'], 'Enabled'),
};

const conditionOn = (operators: readonly string[], key: string, values: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...operators), fc.subarray([...values], { minLength: 1 }))
    .map(([operator, some]): Conditions => ({ [operator]: { [key]: some } }));
const texts = ['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringNotEqualsIfExists', 'StringLike'];
const sets = texts.flatMap((operator) => [`ForAllValues:${operator}`, `ForAnyValue:${operator}`]);
const presence = (key: string) => conditionOn(['Null'], key, ['true', 'false']);

const condition = fc.oneof(
  conditionOn(texts, 'sagemaker:DirectInternetAccess', ['Enabled', 'Disabled']),
  presence('sagemaker:DirectInternetAccess'),
  conditionOn(texts, 'sagemaker:RootAccess', ['Enabled', 'Disabled']),
  presence('sagemaker:RootAccess'),
  conditionOn(sets, 'sagemaker:VpcSubnets', ['subnet-1', 'subnet-2']),
  presence('sagemaker:VpcSubnets'),
  // The call does not carry it.
  conditionOn(['Bool', 'BoolIfExists', 'Null'], 'sagemaker:NetworkIsolation', ['true', 'false']),
  conditionOn(texts, 'aws:RequestTag/team', ['ml']),
  conditionOn(texts, 'aws:PrincipalTag/team', ['ml']),
  conditionOn(['Bool', 'BoolIfExists'], 'aws:MultiFactorAuthPresent', ['true', 'false']),
  conditionOn(['StringEquals', 'StringNotEquals'], 'aws:RequestedRegion', ['eu-central-1']),
  conditionOn(['ArnLike', 'ArnNotLike'], 'aws:PrincipalArn', [
    'arn:aws:iam::*:role/ml-*',
    `arn:aws:iam::${account}:role/*`,
  ]),
  conditionOn(['Bool', 'BoolIfExists'], 'aws:ViaAWSService', ['true', 'false']),
);

const statement: fc.Arbitrary<NaiveStatement> = fc
  .record({
    Action: fc.constantFrom(
      'sagemaker:CreateNotebookInstance',
      'sagemaker:Create*',
      '*',
      'sagemaker:UpdateNotebookInstance',
    ),
    Resource: fc.constantFrom(
      '*',
      '*',
      'arn:aws:sagemaker:*:*:notebook-instance/*',
      'arn:aws:sagemaker:eu-central-1:*:*',
      'arn:aws:sagemaker:*:*:notebook-instance/prod-*',
    ),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  // Two tests under one operator stand together, as in a policy.
  .map(({ Action, Resource, conditions: [one = {}, other = {}] }) => ({
    Effect: 'Deny' as const,
    Action,
    Resource,
    Condition: Object.fromEntries(
      [...new Set([...Object.keys(one), ...Object.keys(other)])].map((operator) => [
        operator,
        { ...one[operator], ...other[operator] },
      ]),
    ),
  }));

test('what is judged to be let through is, and what is judged to be denied is, whatever it says', () => {
  let free = 0;
  let denied = 0;
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
      const document = policy(...statements) as NaivePolicy;
      const allowed = universe.filter((context) => resultOf(document, requestOf(context)) !== 'explicitDeny');
      for (const [control, isUnsafe] of Object.entries(unsafe)) {
        const judgement = judgedGuardrails(inForce(document), optionsFor(control));
        const judged = judgement?.guardrails
          .flatMap(({ calls }) => calls)
          .find(({ call }) => call === 'CreateNotebookInstance');
        const expected = allowed.some(isUnsafe) ? 'free' : allowed.length > 0 ? 'denied' : 'banned';
        expect([control, judged?.standing]).toEqual([control, expected]);
        if (expected === 'free') free++;
        else denied++;
        if (!judged?.request) continue;
        const { contextKeys, resource } = judged.request;
        expect(resultOf(document, { ...requestOf({}), resource, context: contextKeys })).not.toBe('explicitDeny');
      }
    }),
    { numRuns: runs },
  );
  // Both happen often: the comparison says something.
  expect(Math.min(free, denied)).toBeGreaterThan(runs / 20);
});
