import { strangersAddresses } from './addresses.ts';
import { aboutAction } from './decide.ts';
import type { Statement, Test } from './document.ts';
import { optionsFrom, type Option } from './options.ts';
import { holder, type Persona } from './persona.ts';
import type { Scene } from './scene.ts';
import { variablesIn, type Context } from './values.ts';

/** The role that a job runs as, and where. */
export interface JobRole {
  /** With its path, as requests of its sessions say it. */
  arn: string;
  account: string;
  partition: string;
  region: string;
  /** Its tags by their keys; undefined: not all of them are known. */
  tags: Readonly<Record<string, string>> | undefined;
}

/** Labels that say what a policy is meant for: asked is about what nobody labelled, by its own id. */
const label = /^(s3:(existingobjecttag|buckettag)\/|aws:resourcetag\/|kms:(resourcealiases|requestalias)$)/;

const tagged = 'aws:principaltag/';

const keysOf = ({ tests, resources = [], variables }: Statement): readonly string[] => [
  ...tests.map(({ key }) => key),
  ...tests.flatMap((test) => (test.variables ? test.values.flatMap(variablesIn) : [])),
  ...(variables ? resources.flatMap(variablesIn) : []),
];

const everyStatement = ({ layers: { identity = [], boundary = [] }, denies }: Scene): readonly Statement[] => [
  ...identity,
  ...(boundary ?? []),
  ...denies,
];

/** The statements of all policies that bear on one of some actions. */
export const statementsAbout = (scene: Scene, actions: readonly string[]): readonly Statement[] =>
  everyStatement(scene).filter((statement) => actions.some((action) => aboutAction(statement, action.toLowerCase())));

/** The tags of the role that statements ask for; undefined: they ask for tags, and not all of the role's are known. */
export const tagsAsked = (
  statements: readonly Statement[],
  { tags }: Pick<JobRole, 'tags'>,
): readonly [string, Option][] | undefined => {
  const keys = new Set(statements.flatMap(keysOf).filter((key) => key.startsWith(tagged)));
  if (keys.size === 0) return [];
  if (!tags) return undefined;
  const values = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  return [...keys].map((key) => {
    const value = values.get(key.slice(tagged.length));
    return [key, value === undefined ? undefined : [value]];
  });
};

/** What a key may be in the requests of a session, where it is not what tests like. */
export type MoreOptions = (key: string, tests: readonly Test[], context: Context) => readonly Option[] | undefined;

const byMfa = /^aws:multifactorauth(present|age)$/;

/**
 * A session of a job's role. Nobody signed in for it with a second factor; sessions of jobs are taken to have no tags but
 * the role's. `fixed`: what else its requests say; `more`: what else they may, where that is not what tests like.
 */
export const sessionOf = (
  scene: Scene,
  { arn, account }: JobRole,
  fixed: readonly [string, Option][],
  more: MoreOptions = () => undefined,
): Persona => {
  const base = holder(scene.input, [
    ['aws:principalarn', [arn]],
    ['aws:principaltype', ['AssumedRole']],
    ['aws:principalisawsservice', ['false']],
    ['aws:username', undefined],
    ['aws:principalaccount', [account]],
    ['kms:calleraccount', [account]],
    ...fixed,
  ]);
  return {
    ...base,
    caller: { type: 'AWS', id: arn },
    options: (key, tests, context) => {
      if (label.test(key)) return [undefined];
      if (byMfa.test(key)) return key.endsWith('age') ? [undefined] : [['false'], undefined];
      return more(key, tests, context) ?? base.options(key, tests, context);
    },
  };
};

/** The call is the job's own: no service makes it on its behalf. */
const direct: readonly [string, Option][] = [
  ['aws:viaawsservice', ['false']],
  ['aws:calledvia', undefined],
  ['aws:calledviafirst', undefined],
  ['aws:calledvialast', undefined],
];

const overInternet: readonly [string, Option][] = [
  ['aws:sourcevpce', undefined],
  ['aws:sourcevpc', undefined],
  ['aws:sourcevpcarn', undefined],
  ['aws:vpcsourceip', undefined],
  ['aws:vpceaccount', undefined],
  ['aws:vpceorgid', undefined],
  ['aws:vpceorgpaths', undefined],
];

const bySomebodysEndpoint: readonly [string, Option][] = [
  ['aws:sourceip', undefined],
  ['aws:sourcevpce', ['vpce-0zq0elsewhere']],
  ['aws:sourcevpc', ['vpc-0zq0elsewhere']],
  ['aws:sourcevpcarn', ['arn:aws:ec2:eu-central-1:999999999999:vpc/vpc-0zq0elsewhere']],
  ['aws:vpceaccount', ['999999999999']],
  ['aws:vpceorgid', ['o-zqelsewhere']],
  ['aws:vpceorgpaths', ['o-zqelsewhere/r-zq/ou-zq/']],
];

/** An address that no policy names; the networks of one's own are no internet. */
const anyAddress: MoreOptions = (key, tests) => {
  if (key !== 'aws:sourceip') return undefined;
  const lists = tests.filter(({ operator }) => operator.comparison === 'address').map(({ values }) => values);
  return optionsFrom(strangersAddresses(lists, false), tests, false);
};

/** The same role where its credentials are used elsewhere: on the internet, or behind an endpoint of somebody else. */
export const sessionsElsewhere = (
  scene: Scene,
  role: JobRole,
  fixed: readonly [string, Option][],
): readonly Persona[] => [
  sessionOf(scene, role, [...fixed, ...direct, ...overInternet], anyAddress),
  sessionOf(scene, role, [...fixed, ...direct, ...bySomebodysEndpoint]),
];
