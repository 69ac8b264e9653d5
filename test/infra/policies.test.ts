import { describe, expect, test } from 'vitest';
import { managedPolicyQuota } from '../../infra/generate/reader-policies.ts';
import { escalationPaths } from '../../shared/iam/escalation-paths/index.ts';
import { analyse, type Analysis, type PolicyKind } from '../../shared/iam/index.ts';
import type { Resolved } from './resolved.ts';
import { account, forwarder, home, homeStack, member, ofType, organization, store, propertiesIn } from './stacks.ts';

const now = Date.parse('2026-11-23T00:00:00Z');

const analysed = (kind: PolicyKind, policy: unknown, own = account): Analysis =>
  analyse({ kind, policy, account: own, org: organization, now });

interface Document {
  Statement: object[];
}

/** The managed policies of a role. */
const documentsOf = (stack: Resolved, role: Resolved[string]): { name: string; document: Document }[] =>
  ofType(stack, 'AWS::IAM::ManagedPolicy')
    .filter(({ arn }) => (role.properties['ManagedPolicyArns'] as string[]).includes(arn))
    .map(({ name, properties }) => ({ name, document: properties['PolicyDocument'] as Document }));

const tierA = new Set(escalationPaths.filter(({ tier }) => tier === 'A').map(({ id }) => id));

const stacks: [name: string, stack: Resolved, account: string][] = [
  ['home', homeStack(), account],
  ['home alone', homeStack({ parameters: { Organization: '' } }), account],
  ['forwarder', forwarder('us-east-1'), member],
  ['forwarder without an organization', forwarder('us-east-1', member, ''), member],
];

describe.each(stacks)('roles of the %s stack', (_, stack, own) => {
  const roles = ofType(stack, 'AWS::IAM::Role');

  test.each(roles.map((role) => [role.name, role] as const))('%s has what it needs and no more', (_name, role) => {
    const documents = documentsOf(stack, role);
    expect(documents.length).toBeGreaterThan(0);
    for (const { name, document } of documents) {
      const rest = documents.filter((each) => each.name !== name).map((each) => each.document);
      const analysis = analyse({ kind: 'identity', policy: document, account: own, alsoAttached: rest, now });
      expect(analysis, name).toMatchObject({
        wildcardAction: false,
        avoidableWildcardResource: false,
        allowNotAction: false,
        allowNotResource: false,
        adminAccess: false,
        fullServiceAccess: [],
        passRoleWildcard: false,
        invalid: false,
        unknownActions: [],
        indeterminate: null,
      });
      expect(
        analysis.privilegeEscalation?.filter((id) => tierA.has(id)),
        name,
      ).toEqual([]);
    }
  });
  test('policies fit, and a role has at most ten: blanks are not counted', () => {
    for (const role of roles) {
      const documents = documentsOf(stack, role);
      expect(documents.length, role.name).toBeLessThanOrEqual(10);
      for (const { name, document } of documents) {
        expect(JSON.stringify(document).replaceAll(/\s/g, '').length, name).toBeLessThanOrEqual(managedPolicyQuota);
      }
    }
  });
  test('nobody has a role but the service that it is for, on our behalf', () => {
    for (const { id, properties } of roles.filter((role) => role.id !== 'Reader')) {
      const trust = analysed('trust', properties['AssumeRolePolicyDocument'], own);
      expect(trust, id).toMatchObject({
        public: false,
        crossAccount: [],
        externalOrg: [],
        // Lambda takes a role of the function's own account only, and does not say for which function it asks.
        confusedDeputy: trust.servicePrincipals?.filter((service) => service === 'lambda.amazonaws.com'),
        invalid: false,
      });
      expect(trust.servicePrincipals, id).toHaveLength(1);
    }
  });
});

describe('the reader of a member account', () => {
  const trustOf = (organizationId: string) =>
    forwarder('us-east-1', member, organizationId)['Reader']?.properties['AssumeRolePolicyDocument'] as {
      Statement: [{ Condition: object }];
    };

  test('lets in the role that works in the hub, of our organization', () => {
    const work = ofType(homeStack(), 'AWS::IAM::Role').find(({ name }) => name.endsWith('-work'));
    expect(trustOf(organization).Statement[0].Condition).toEqual({
      ArnEquals: { 'aws:PrincipalArn': work?.arn },
      StringEquals: { 'aws:PrincipalOrgID': organization },
    });
    expect(trustOf('').Statement[0].Condition).toEqual({ ArnEquals: { 'aws:PrincipalArn': work?.arn } });
    expect(analysed('trust', trustOf(organization), member)).toMatchObject({ public: false, externalOrg: [] });
  });
  test('may do what the hub may do in its own account, to the word', () => {
    const statementsOf = (stack: Resolved): object[] =>
      ofType(stack, 'AWS::IAM::ManagedPolicy')
        .filter(({ id }) => id.startsWith('Reader'))
        .flatMap(({ properties }) => properties['PolicyDocument'].Statement as object[]);
    const here = JSON.stringify(statementsOf(homeStack())).replaceAll(account, member);
    expect(JSON.stringify(statementsOf(forwarder('us-east-1')))).toBe(here);
    expect(statementsOf(homeStack()).length).toBeGreaterThan(5);
  });
  test('has the name by which the hub assumes it', () => {
    const statement = propertiesIn(homeStack(), 'MembersPolicy')['PolicyDocument'].Statement[0];
    expect(statement).toMatchObject({
      Resource: 'arn:aws:iam::*:role/sagewatch-prod-reader',
      Condition: { StringEquals: { 'aws:ResourceOrgID': organization } },
    });
    expect(forwarder('us-east-1')['Reader']?.name).toBe('sagewatch-prod-reader');
  });
});

/** Policies of resources, with the resources they are about. */
const resourcePolicies = (stack: Resolved): [id: string, document: { Statement: Record<string, any>[] }][] => [
  ...[...ofType(stack, 'AWS::SQS::QueuePolicy'), ...ofType(stack, 'AWS::SNS::TopicPolicy')].map(
    ({ id, properties }): [string, any] => [id, properties['PolicyDocument']],
  ),
  ...ofType(stack, 'AWS::Events::EventBusPolicy').map(({ id, properties }): [string, any] => [
    id,
    { Version: '2012-10-17', Statement: [properties['Statement']] },
  ]),
];

describe('policies of queues, topics and buses', () => {
  test.each(stacks)('%s: they let in nobody from outside', (_, stack, own) => {
    for (const [id, document] of resourcePolicies(stack)) {
      expect(analysed('resource', document, own), id).toMatchObject({
        public: false,
        crossAccount: [],
        externalOrg: [],
        confusedDeputy: [],
        indeterminate: null,
      });
    }
  });
  test.each(stacks)('%s: every queue, topic and bus has one that refuses what is not encrypted', (_, stack) => {
    const guarded = [...ofType(stack, 'AWS::SQS::QueuePolicy'), ...ofType(stack, 'AWS::SNS::TopicPolicy')]
      .filter(({ properties }) =>
        (properties['PolicyDocument'].Statement as object[]).some((statement) => isEncryptedOnly(statement)),
      )
      .flatMap(({ properties }) => (properties['Queues'] ?? properties['Topics']) as string[]);
    for (const { name } of ofType(stack, 'AWS::SQS::Queue')) {
      expect(guarded.filter((queue) => queue.endsWith(`/${name}`))).toHaveLength(1);
    }
    for (const { arn } of ofType(stack, 'AWS::SNS::Topic')) expect(guarded).toContain(arn);
    for (const { name } of ofType(stack, 'AWS::Events::EventBus')) {
      const statements = ofType(stack, 'AWS::Events::EventBusPolicy').filter(
        ({ properties }) => properties['EventBusName'] === name,
      );
      expect(statements.some(({ properties }) => isEncryptedOnly(properties['Statement']))).toBe(true);
    }
  });
  test('the bus takes from the organization alone', () => {
    const document = propertiesIn(homeStack(), 'OrganizationMayForward')['Statement'];
    const analysis = analyse({
      kind: 'resource',
      policy: { Version: '2012-10-17', Statement: [document] },
      account,
      org: 'o-another0000',
      now,
    });
    expect(analysis.externalOrg).toEqual([organization]);
  });
  test('EventBridge may deliver for our own rules only, those of the bus too', () => {
    const [, allow] = propertiesIn(homeStack(), 'EventsQueuePolicy')['PolicyDocument'].Statement;
    const rules = [...ofType(homeStack(), 'AWS::Events::Rule')].map(
      ({ name, properties }) =>
        `arn:aws:events:${home}:${account}:rule/${properties['EventBusName'] === undefined ? '' : 'sagewatch-prod/'}${name}`,
    );
    const request = (arn: string) => ({
      action: 'sqs:SendMessage',
      resource: `arn:aws:sqs:${home}:${account}:sagewatch-prod-events`,
      principal: { type: 'Service' as const, id: 'events.amazonaws.com' },
      contextKeys: { 'aws:SourceArn': arn, 'aws:SourceAccount': account, 'aws:SecureTransport': 'true' },
    });
    const strangers = [
      `arn:aws:events:${home}:${account}:rule/other`,
      `arn:aws:events:${home}:${account}:rule/sagewatch-production-x`,
    ];
    const { results } = analyse({
      kind: 'resource',
      policy: { Version: '2012-10-17', Statement: [allow] },
      account,
      requests: [...rules, ...strangers].map(request),
      now,
    });
    expect(results.map(({ result }) => result)).toEqual([
      ...rules.map(() => 'allowed'),
      ...strangers.map(() => 'implicitDeny'),
    ]);
  });
});

const isEncryptedOnly = (statement: object): boolean => {
  const { Effect, Principal, Condition } = statement as { Effect: string; Principal: unknown; Condition: unknown };
  return (
    Effect === 'Deny' && Principal === '*' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}'
  );
};

describe('the key', () => {
  const document = propertiesIn(store(), 'StoreKey')['KeyPolicy'];

  test('is given to this account, and to services on its behalf', () => {
    expect(analysed('resource', document)).toMatchObject({
      public: false,
      crossAccount: [],
      externalOrg: [],
      confusedDeputy: [],
      invalid: false,
    });
    expect(JSON.stringify(document)).not.toMatch(/"(AWS|Principal)":\s*"\*"/);
  });
  test('encrypts every queue and what is published of findings; the topic for troubles needs none', () => {
    const stack = homeStack();
    const key = propertiesIn(homeStack(), 'EventsQueue')['KmsMasterKeyId'];
    for (const { properties, id } of ofType(stack, 'AWS::SQS::Queue'))
      expect(properties['KmsMasterKeyId'], id).toBe(key);
    expect(propertiesIn(stack, 'FindingsTopic')['KmsMasterKeyId']).toBe(key);
    expect('KmsMasterKeyId' in (stack['OperationsTopic']?.properties ?? {})).toBe(false);
  });
});
