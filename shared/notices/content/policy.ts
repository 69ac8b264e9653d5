import type { Change } from '../../core/change.ts';
import type { Finding } from '../../core/finding.ts';
import { presentEntries, type KnownMap } from '../../core/known-map.ts';
import { patched } from '../../core/known.ts';
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
  /** Of one of several that are parts of a role, user or group: its name, as it is written. */
  inlineName?: string;
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
        inlineName: isMembers(entry) ? (textOf(entry['name']) ?? name) : name,
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

/** Text that stands in another where a place begins, and not only as the start of a longer number; -1: nowhere. */
const placeOf = (text: string, label: string): number => {
  const isEnd = (end: number) => !/^\d/.test(text.slice(end, end + 1));
  if (text.startsWith(label) && isEnd(label.length)) return 0;
  return text.indexOf(`: ${label}: `);
};

/** As several policies of one role are told apart: `statement "Pass" of inline policy "Work"`. */
const inlineLabel = (label: string, name: string): string =>
  `${label.slice(0, 1).toLowerCase()}${label.slice(1)} of inline policy "${name}"`;

interface Candidate {
  statement: object;
  placeIn(text: string): number;
}

const candidatesIn = ({ text, inlineName }: Held): readonly Candidate[] =>
  typeof text === 'string'
    ? statementsIn(text).map((statement, index) => {
        const label = statementName(isMembers(statement) ? statement['Sid'] : undefined, index + 1);
        return {
          statement,
          placeIn: (told) =>
            inlineName === undefined ? placeOf(told, label) : told.indexOf(inlineLabel(label, inlineName)),
        };
      })
    : [];

/** The statement that a finding names first, in its message or in its details. */
const statementOf = (texts: readonly string[], policies: readonly Held[]): object | undefined => {
  const candidates = policies.flatMap(candidatesIn);
  for (const text of texts) {
    const named = candidates
      .map(({ statement, placeIn }) => ({ statement, place: placeIn(text) }))
      .filter(({ place }) => place >= 0)
      .toSorted((one, other) => one.place - other.place);
    if (named[0]) return named[0].statement;
  }
  return undefined;
};

const proof = / may [a-z0-9-]+:[\w*]+( |$)/;

/** Where the last of a word in a text ends; 0: it is not in it. */
const endOf = (text: string, word: string): number => {
  const at = text.lastIndexOf(word);
  return at < 0 ? 0 : at + word.length;
};

/** The request that a control proves its finding with: `444455556666:root may s3:GetObject arn:…`, without what leads to it. */
const witnessIn = (details: readonly string[]): string | undefined => {
  for (const detail of details) {
    const at = proof.exec(detail)?.index;
    if (at === undefined) continue;
    const head = detail.slice(0, at);
    return detail.slice(Math.max(endOf(head, ': '), endOf(head, 'so that ')));
  }
  return undefined;
};

const limits = { statement: 3_000, witness: 600, lines: 12, line: 400 };

const linesOf = (changes: readonly GrantChange[]): readonly string[] =>
  cutList(
    changes.map((change) => `${change.level}: ${grantText(change)}`),
    limits.lines,
    limits.line,
  );

const documentOf = ({ kind, text }: Held): string | undefined =>
  text === null ? (kind === 'endpoint' ? everything : nothing) : text;

/** Whether a state tells of all inline policies that there are. */
const tellsAllInline = ({ inlinePolicies }: Members): boolean =>
  isMembers(inlinePolicies) && inlinePolicies['complete'] === true;

const formerOf = (
  { name, inlineName }: Held,
  type: string,
  before: Members | undefined,
  opening: Pick<Change, 'effect'>,
): string | undefined => {
  if (opening.effect === 'create') return nothing;
  if (!before) return undefined;
  const former = heldIn(type, before).find(
    (held) => held.name === name && (held.inlineName === undefined) === (inlineName === undefined),
  );
  if (former) return documentOf(former);
  return inlineName !== undefined && tellsAllInline(before) ? nothing : undefined;
};

/** What a policy's new version says, of a finding about one: of the policies that its control read. */
export const policyNewsOf = (
  { resource, evidence, message, details }: Pick<Finding, 'resource' | 'evidence' | 'message' | 'details'>,
  {
    opening,
    before,
    state = {},
    followed = [],
  }: {
    opening?: Pick<Change, 'effect' | 'at' | 'state'> | undefined;
    before?: Members | undefined;
    state?: Members | undefined;
    /** States of what the control followed: of the role that a notebook runs as. */
    followed?: readonly Members[] | undefined;
  },
): PolicyNews | undefined => {
  const { type } = resource;
  // Evidence keeps of inline policies only how long they are.
  const after = opening && (before || opening.effect === 'create') ? patched(before ?? {}, opening.state) : {};
  const { inlinePolicies = state['inlinePolicies'] } = after;
  const read = heldIn(type, { ...state, ...evidence, inlinePolicies }).filter(
    ({ name, inlineName }) => (inlineName === undefined ? name : 'inlinePolicies') in evidence,
  );
  const statement = statementOf(
    [message, ...details],
    [...read, ...followed.flatMap((each) => inlineIn(each['inlinePolicies']))],
  );
  const witness = witnessIn(details);
  const differences = read.flatMap((held) => {
    const older = opening && formerOf(held, type, before, opening);
    const newer = documentOf(held);
    if (opening === undefined || older === undefined || newer === undefined) return [];
    if (older === newer) return [{ gained: [], lost: [] }];
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
