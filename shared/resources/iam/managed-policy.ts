import * as z from 'zod';
import { knownMap, tagMap, type KnownMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { addsTags, takesTags } from '../tagging.ts';

const versionIn = ({ responseElements, eventID }: TrailRecord): string =>
  // Without a response the version has no name that we know; the event's stands for it.
  textOf(within(responseElements, 'policyVersion', 'versionId')) ?? eventID;

const withVersion = (version: string, document: unknown): Members => ({ [version]: policyText(document) ?? undefined });

/** The document of a policy's default version, the only one that grants anything; undefined: it was never seen. */
export const defaultDocument = ({
  defaultVersionId = '',
  versions,
}: {
  defaultVersionId?: string | undefined;
  versions?: KnownMap | undefined;
}): string | undefined => {
  const { entries = {} } = versions ?? {};
  return Object.hasOwn(entries, defaultVersionId) ? (entries[defaultVersionId] ?? undefined) : undefined;
};

/** A customer managed policy. Only its default version grants anything, so its document is that version's. */
export const managedPolicy = defineResourceType({
  name: 'iam/managed-policy',
  cloudFormationType: 'AWS::IAM::ManagedPolicy',
  state: z.object({
    defaultVersionId: z.string(),
    /** Documents by version; AWS is asked for the default one only, so the others are never said to be all. */
    versions: knownMap(),
    /** Follows from the two above; missing: the default version was never seen. */
    document: sometimes(z.string()),
    tags: tagMap(),
  }),
  nameOf: ({ policyArn }) => textOf(policyArn),
  arnOf: (name, { partition, account }) => `arn:${partition}:iam::${account}:policy/${name}`,
  eventSource: 'iam.amazonaws.com',
  events: {
    CreatePolicy: {
      effect: 'create',
      of: ({ path, policyName }, { responseElements }) => {
        const name = textOf(policyName);
        return (
          textOf(within(responseElements, 'policy', 'arn')) ?? (name && `${(textOf(path) ?? '/').slice(1)}${name}`)
        );
      },
      state: ({ policyDocument, tags }, { responseElements }) => {
        const version = textOf(within(responseElements, 'policy', 'defaultVersionId')) ?? 'v1';
        return {
          defaultVersionId: version,
          versions: { complete: false, entries: withoutUnknown(withVersion(version, policyDocument)) },
          tags,
        };
      },
    },
    CreatePolicyVersion: {
      effect: 'update',
      state: ({ policyDocument, setAsDefault }, record) => ({
        '+versions': withoutUnknown(withVersion(versionIn(record), policyDocument)),
        ...(isTrue(setAsDefault) && { defaultVersionId: versionIn(record) }),
      }),
    },
    SetDefaultPolicyVersion: { effect: 'update', state: ({ versionId }) => ({ defaultVersionId: versionId }) },
    DeletePolicyVersion: {
      effect: 'update',
      state: ({ versionId }) => ({ '+versions': typeof versionId === 'string' ? { [versionId]: null } : {} }),
    },
    DeletePolicy: 'delete',
    TagPolicy: addsTags,
    UntagPolicy: takesTags,
  },
  derived: (state) => {
    const document = defaultDocument(state);
    return document === undefined ? {} : { document };
  },
  described: {
    by: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
    nameOf: (output) => textOf(detailsIn(output)['Arn']),
    state: (output) => {
      const { DefaultVersionId, Tags, PolicyVersionList } = detailsIn(output);
      const told = [output['PolicyVersion'], ...(Array.isArray(PolicyVersionList) ? PolicyVersionList : [])].map(
        membersOf,
      );
      const versions = told.map(({ VersionId, Document }) => withVersion(textOf(VersionId) ?? '', Document));
      return {
        defaultVersionId: DefaultVersionId,
        versions: { complete: false, entries: withoutUnknown(Object.assign({}, ...versions) as Members) },
        // GetAccountAuthorizationDetails leaves out the tags of policies.
        tags: PolicyVersionList === undefined ? (Tags ?? []) : undefined,
      };
    },
  },
});

/** GetPolicy has its answer in `Policy`; an entry of GetAccountAuthorizationDetails is the policy itself. */
const detailsIn = (output: Members): Members =>
  Array.isArray(output['PolicyVersionList']) ? output : membersOf(output['Policy']);

const withoutUnknown = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const isTrue = (value: unknown): boolean => value === true || value === 'true';
