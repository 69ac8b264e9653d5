import { actionNamed } from '../actions.ts';
import type { Instant } from '../analysis.ts';
import type { Document, Statement } from '../document.ts';
import { grantOf } from '../grants.ts';
import type { Option } from '../options.ts';
import { isUnreadable, readDocument, reasonText } from '../read.ts';
import type { Scene } from '../scene.ts';
import { deniesOf } from '../search.ts';
import { live } from '../shape.ts';
import type { Said } from './conditions.ts';
import { isAttainable, ordinary, type Circumstances } from './ordinary.ts';
import { comparedIn, organizationsIn, regionsIn } from './told-apart.ts';

/** A service control policy by what people call it; its text or the parsed document, undefined where it is not known. */
export interface NamedPolicy {
  name: string;
  document: unknown;
}

/** What is attached to one root, unit or account: some policy of each has to allow a call, and any of all can deny it. */
export interface Level {
  policies: readonly NamedPolicy[];
  /** Whether that is all of it. */
  whole: boolean;
}

/** The service control policies in force on an account. */
export interface InForce {
  levels: readonly Level[];
  account: string;
  /** The id of its organization, where it is known. */
  organization?: string | undefined;
  partition?: string | undefined;
  now: Instant;
}

/** A request that nothing denies: the proof of a gap. */
export interface FreeRequest {
  action: string;
  resource: string;
  /** What makes it unsafe. */
  said: Said;
  /** All that it says but the time, keys in small letters; what is not here is left out. */
  contextKeys: Readonly<Record<string, readonly string[]>>;
  /** Of that, what the policies want beside the call itself: `aws:multifactorauthpresent`. */
  wanted: readonly string[];
}

/** What is in force, ready to be asked. */
export interface Limits {
  /** A request of a call that says this and is not denied, if there is one. */
  freeRequest(call: string, said: Said): FreeRequest | undefined;
  statements: readonly Statement[];
  /** Values that the policies compare a key with, in small letters; patterns filled in. */
  compared(key: string): readonly string[];
  unread: readonly { name: string; reason: string }[];
}

const everything = readDocument(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  'identity',
) as Document;

const carried = new Map<string, ReadonlySet<string>>();

/** The keys that a call carries, in small letters; the guides' names for those of encryption keys are as good. */
export const carriedBy = (call: string): ReadonlySet<string> => {
  const known = carried.get(call);
  if (known) return known;
  const keys = actionNamed(`sagemaker:${call}`)?.conditionKeys ?? [];
  const both = [...keys, ...keys.map((key) => key.replace(/KmsKeyArn$/, 'KmsKey'))].map((key) => key.toLowerCase());
  // Calls are AWS's own names, of which there are some hundreds.
  carried.set(call, new Set(both));
  return new Set(both);
};

/** What a call is for: `notebook-instance` of CreateNotebookInstance. [service reference, resource types] */
const kindOf = (call: string): string =>
  call
    .replace(/^(Create|Update)/, '')
    .replace(/^AutoMLJob.*/, 'AutomlJob')
    .replace(/(?!^)([A-Z])/g, '-$1')
    .toLowerCase();

const saidOf = (said: Said, keys: ReadonlySet<string>): ReadonlyMap<string, Option> =>
  new Map(
    Object.entries(said).flatMap(([name, value]): [string, Option][] => {
      const key = `sagemaker:${name}`.toLowerCase();
      return keys.has(key) ? [[key, value === null ? undefined : [value].flat()]] : [];
    }),
  );

const readLevels = (levels: readonly Level[]) => {
  const unread: { name: string; reason: string }[] = [];
  const read = levels.map(({ policies, whole }) => {
    const documents = policies.map(({ name, document }) => ({ name, read: readDocument(document, 'scp', name) }));
    for (const { name, read: each } of documents) {
      if (isUnreadable(each)) unread.push({ name, reason: reasonText(each) });
    }
    return {
      statements: documents.flatMap(({ read: each }) => (isUnreadable(each) ? [] : each.statements)),
      whole: whole && !documents.some(({ read: each }) => isUnreadable(each)),
    };
  });
  return { read, unread };
};

/** Reads what is in force. What a level that is not whole does not allow, something else may: there only Denies count. */
export const limitsOf = ({ levels, account, organization, partition = 'aws', now }: InForce): Limits => {
  const { read, unread } = readLevels(levels);
  const [allowing] = everything.statements;
  const layers = {
    identity: [
      ...everything.statements,
      ...read.flatMap(({ statements, whole }) => (whole ? [] : statements.filter(({ effect }) => effect === 'Deny'))),
    ],
    resource: undefined,
    boundary: undefined,
    scps: read.flatMap(({ statements, whole }) => (whole ? [statements] : [])),
  };
  const scene: Scene = {
    input: { kind: 'identity', policy: undefined, now },
    document: everything,
    allows: everything.statements,
    denies: live(deniesOf(layers), now),
    layers,
    limited: layers.scps.length > 0,
  };
  const statements = read.flatMap((level) => level.statements);
  const regions = regionsIn(statements, partition);
  const organizations = organizationsIn(statements, organization);

  const requestIn = (call: string, said: Said, region: string): FreeRequest | undefined => {
    if (!allowing) return undefined;
    const circumstances: Circumstances = { account, organizations, partition, region, now };
    const keys = carriedBy(call);
    const persona = ordinary(circumstances, keys, saidOf(said, keys));
    const action = `sagemaker:${call}`;
    const resource = `arn:${partition}:sagemaker:${region}:${account}:${kindOf(call)}/zq`;
    const wanted = { actions: [action], meant: [resource], accepts: (each: string) => each === resource };
    const found = grantOf(scene, allowing, persona, wanted);
    if (!found) return undefined;
    const { 'aws:tokenissuetime': _, ...contextKeys } = found.witness.contextKeys;
    return {
      action,
      resource,
      said: Object.fromEntries(Object.entries(said).filter(([name]) => keys.has(`sagemaker:${name}`.toLowerCase()))),
      contextKeys,
      wanted: Object.keys(contextKeys).filter(isAttainable),
    };
  };
  return {
    freeRequest: (call, said) => {
      const found = regions.map((region) => requestIn(call, said, region));
      const request = found.find((each) => each !== undefined);
      // Where it is made matters when it is denied elsewhere.
      return request && found.includes(undefined)
        ? { ...request, wanted: [...request.wanted, 'aws:requestedregion'] }
        : request;
    },
    statements,
    compared: (key) => comparedIn(statements, key),
    unread,
  };
};
