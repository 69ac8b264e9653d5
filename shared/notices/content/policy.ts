import type { Change } from '../../core/change.ts';
import type { Finding } from '../../core/finding.ts';
import { presentEntries, type KnownMap } from '../../core/known-map.ts';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';
import {
  differenceOf,
  grantText,
  statementName,
  statementsIn,
  type GrantChange,
  type PolicyKind,
} from '../../iam/index.ts';
import type { PolicyNews } from '../notice.ts';
import { cut, cutList } from './text.ts';

/** A policy in a state. Null: there is none; undefined: that is not known. */
interface Held {
  name: string;
  /** One of several that are parts of a role, user or group. */
  isInline?: true;
  kind: PolicyKind;
  text: string | null | undefined;
}

/** The members that are policies, by resource type, and what they are attached to. */
const members: Readonly<Record<string, Readonly<Record<string, PolicyKind>>>> = {
  'ec2/vpc-endpoint': { policyDocument: 'endpoint' },
  'ecr/repository': { policyText: 'resource' },
  'events/event-bus': { policy: 'resource' },
  'iam/inline-policy': { document: 'identity' },
  'iam/managed-policy': { document: 'identity' },
  'iam/role': { trust: 'trust' },
  'kms/key': { policy: 'resource' },
  'organizations/policy': { content: 'scp' },
  's3/bucket': { policy: 'resource' },
  'sagemaker/model-package-group': { resourcePolicy: 'resource' },
  'secretsmanager/secret': { resourcePolicy: 'resource' },
  'sns/topic': { policy: 'resource' },
  'sqs/queue': { policy: 'resource' },
  'sso/permission-set': { inlinePolicy: 'identity' },
};

/** Grants nothing, and denies nothing. */
const nothing = '{"Version":"2012-10-17","Statement":[]}';

/** What an endpoint has that nobody gave a policy. [VPC endpoint policies: the default policy] */
const everything =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

const documentIn = (value: unknown): string | null | undefined =>
  typeof value === 'string' || value === null ? value : undefined;

/** What follows from the versions of a managed policy: the document of the one that holds. */
const ofVersions = ({ versions, defaultVersionId }: Members): unknown => {
  const version = textOf(defaultVersionId);
  const entries = isMembers(versions) && isMembers(versions['entries']) ? versions['entries'] : {};
  return version !== undefined && Object.hasOwn(entries, version) ? (entries[version] ?? undefined) : undefined;
};

const inlineIn = (value: unknown): readonly Held[] =>
  isMembers(value) && isMembers(value['entries'])
    ? presentEntries(value as unknown as KnownMap<unknown>).map(([name, entry]) => ({
        name,
        isInline: true,
        kind: 'identity',
        // Null in a state: it has one, of which no record told.
        text: isMembers(entry) ? textOf(entry['document']) : undefined,
      }))
    : [];

const memberIn = (state: Members, name: string): unknown =>
  name in state ? state[name] : name === 'document' ? ofVersions(state) : undefined;

const heldIn = (type: string, state: Members): readonly Held[] => [
  ...Object.entries(members[type] ?? {}).map(([name, kind]) => ({
    name,
    kind,
    text: documentIn(memberIn(state, name)),
  })),
  ...inlineIn(state['inlinePolicies']),
];

/** Whether a member of the evidence is a policy, which is told by its statement. */
export const isPolicyMember = (type: string, name: string): boolean =>
  name === 'inlinePolicies' || Object.hasOwn(members[type] ?? {}, name);

/** Text that stands at the start of another, and not only at the start of a longer number. */
const begins = (text: string, label: string): boolean =>
  text.startsWith(label) && !/^\d/.test(text.slice(label.length));

/** The statement that a finding names first, in its message or what it says of details. */
const statementOf = (texts: readonly string[], policies: readonly Held[]): object | undefined => {
  const candidates = policies.flatMap(({ text }) =>
    typeof text === 'string'
      ? statementsIn(text).map((statement, index) => ({
          statement,
          label: statementName(isMembers(statement) ? statement['Sid'] : undefined, index + 1),
        }))
      : [],
  );
  for (const text of texts) {
    const named = candidates.filter(({ label }) => begins(text, label) || text.includes(`: ${label}: `));
    // Of several policies with the same numbers nobody knows which is meant.
    if (named.length === 1) return named[0]?.statement;
  }
  return undefined;
};

/** The request that a control proves its finding with: `444455556666:root may s3:GetObject arn:…`. */
const witnessIn = (details: readonly string[]): string | undefined => {
  const proof = details.map((detail) => /(?:^|: |so that )(\S+ may [a-z0-9-]+:\S+ .+)$/s.exec(detail)?.[1]);
  return proof.find((text) => text !== undefined);
};

const limits = { statement: 3_000, witness: 600, lines: 12, line: 400 };

const linesOf = (changes: readonly GrantChange[]): readonly string[] =>
  cutList(
    changes.map((change) => `${change.level} in ${change.service}: ${grantText(change)}`),
    limits.lines,
    limits.line,
  );

const documentOf = ({ kind, text }: Held): string | undefined =>
  text === null ? (kind === 'endpoint' ? everything : nothing) : text;

/** Whether a state tells of all inline policies that there are. */
const tellsAllInline = ({ inlinePolicies }: Members): boolean =>
  isMembers(inlinePolicies) && inlinePolicies['complete'] === true;

const formerOf = (
  { name, isInline }: Held,
  type: string,
  before: Members | undefined,
  opening: Pick<Change, 'effect'>,
): string | undefined => {
  if (opening.effect === 'create') return nothing;
  if (!before) return undefined;
  const former = heldIn(type, before).find((held) => held.name === name && held.isInline === isInline);
  if (former) return documentOf(former);
  return isInline && tellsAllInline(before) ? nothing : undefined;
};

/** What a policy's new version says, of a finding about one: of the policies that its control read. */
export const policyNewsOf = (
  { resource, evidence, message, details }: Pick<Finding, 'resource' | 'evidence' | 'message' | 'details'>,
  {
    opening,
    before,
    state = {},
  }: { opening?: Pick<Change, 'effect' | 'at'> | undefined; before?: Members | undefined; state?: Members | undefined },
): PolicyNews | undefined => {
  const { type } = resource;
  const read = heldIn(type, { ...state, ...evidence }).filter(
    ({ name, isInline }) => (isInline ? 'inlinePolicies' : name) in evidence,
  );
  const statement = statementOf([message, ...details], read);
  const witness = witnessIn(details);
  const differences = read.flatMap((held) => {
    const older = opening && formerOf(held, type, before, opening);
    const newer = documentOf(held);
    if (opening === undefined || older === undefined || newer === undefined) return [];
    const difference = differenceOf(older, newer, { kind: held.kind, now: opening.at });
    return 'reason' in difference ? [] : [difference];
  });
  const news: PolicyNews = {
    ...(statement !== undefined && { statement: cut(JSON.stringify(statement, null, 2), limits.statement) }),
    ...(witness !== undefined && { witness: cut(witness, limits.witness) }),
    ...(differences.length > 0 && {
      grants: linesOf(differences.flatMap(({ gained }) => gained)),
      revokes: linesOf(differences.flatMap(({ lost }) => lost)),
    }),
  };
  return Object.keys(news).length > 0 ? news : undefined;
};
