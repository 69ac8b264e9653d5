import { actionNamed } from './actions.ts';
import type { Statement } from './document.ts';
import { effort, settled } from './effort.ts';
import { escalationPaths, type EscalationPath, type RequiredAction } from './escalation-paths/index.ts';
import { grantOf, type Grant } from './grants.ts';
import type { Option } from './options.ts';
import { hasWildcard, matches } from './patterns.ts';
import { holder } from './persona.ts';
import type { Scene } from './scene.ts';

/** A path somebody could take, with a grant for each call it needs. */
export interface OpenPath {
  path: EscalationPath;
  grants: readonly Grant[];
}

const needed: readonly string[] = [
  ...new Set(escalationPaths.flatMap(({ required }) => required.map(({ action }) => action.toLowerCase()))),
];
const indexOf = new Map(needed.map((action, index) => [action, index]));

const byService = new Map<string, number[]>();
needed.forEach((action, index) => {
  const service = action.slice(0, action.indexOf(':'));
  byService.set(service, [...(byService.get(service) ?? []), index]);
});

const everyIndex = needed.map((_, index) => index);
const noIndex: readonly number[] = [];
const remembered = new Map<string, readonly number[]>();

const matchedBy = (pattern: string): readonly number[] => {
  const colon = pattern.indexOf(':');
  const service = colon < 0 ? '' : pattern.slice(0, colon);
  const candidates = service === '' || hasWildcard(service) ? everyIndex : (byService.get(service) ?? noIndex);
  effort(candidates.length);
  return candidates.filter((index) => matches(pattern, needed[index] ?? ''));
};

/** Which calls of paths a pattern matches, by their place among all of them. */
const callsOf = (pattern: string): readonly number[] => {
  if (!hasWildcard(pattern)) {
    const index = indexOf.get(pattern);
    if (index === undefined) return noIndex;
  }
  const known = remembered.get(pattern);
  if (known) return known;
  const found = matchedBy(pattern);
  if (pattern.length > 256) return found;
  if (remembered.size > 20_000) remembered.clear();
  remembered.set(pattern, found);
  return found;
};

/** By call, the Allows that are about it; undefined where none is about any. */
const allowsByCall = (allows: readonly Statement[]): Map<number, Statement[]> => {
  const found = new Map<number, Statement[]>();
  const add = (index: number, statement: Statement) => {
    const list = found.get(index);
    if (!list) found.set(index, [statement]);
    else if (list.at(-1) !== statement) list.push(statement);
  };
  for (const statement of allows) {
    if (statement.notAction) {
      const left = new Set(statement.actions.flatMap(callsOf));
      for (const index of everyIndex) if (!left.has(index)) add(index, statement);
    } else for (const pattern of statement.actions) for (const index of callsOf(pattern)) add(index, statement);
  }
  return found;
};

/** ARNs of services that are named otherwise than in actions, or that act on another service's resources. */
const resourceServices: Readonly<Record<string, readonly string[]>> = {
  'ec2-instance-connect': ['ec2'],
  ssm: ['ssm', 'ec2', 'ecs'],
  ecs: ['ecs'],
  bedrock: ['bedrock'],
};

const plainServices = new Set([
  'iam',
  'sts',
  'sagemaker',
  'lambda',
  'glue',
  'ec2',
  'codebuild',
  'cloudformation',
  'states',
  'apprunner',
  'batch',
  'bedrock-agentcore',
  'elasticmapreduce',
  'emr-serverless',
]);

const kebab = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** SageMaker names its resources after its calls: `CreateTrainingJob` makes a `training-job`. */
const ofSagemaker = (name: string): readonly string[] => {
  const noun =
    /^(?:Create|Update|Start|Stop|Delete)(?:Presigned)?(NotebookInstance(?:LifecycleConfig)?|TrainingJob|ProcessingJob)(?:Url)?$/.exec(
      name,
    )?.[1];
  return noun === undefined ? ['arn:*:sagemaker:*'] : [`arn:*:sagemaker:*:*:${kebab(noun)}/*`];
};

const kinds = { role: 'role', user: 'user', group: 'group', policy: 'policy' } as const;

const templates = new Map<string, readonly string[] | undefined>();

const templatesFor = ({ action, on }: RequiredAction): readonly string[] | undefined => {
  if (on !== undefined && on !== 'any') return [`arn:*:iam::*:${kinds[on]}/*`];
  const service = action.slice(0, action.indexOf(':'));
  if (actionNamed(action)?.resource === 'none') return [];
  if (service === 'sagemaker') return ofSagemaker(action.slice(action.indexOf(':') + 1));
  const named = resourceServices[service] ?? (plainServices.has(service) ? [service] : undefined);
  return named?.map((each) => `arn:*:${each}:*`);
};

/** The patterns of resources a call can be for; an empty list: it takes none, so only a star grants it. */
const targetsOf = (required: RequiredAction): readonly string[] | undefined => {
  const key = `${required.action}|${required.on ?? ''}`;
  if (!templates.has(key)) templates.set(key, templatesFor(required));
  return templates.get(key);
};

/** Calls that give one another user's access: on oneself they give nothing. */
const takesOver = /^iam:(createaccesskey|deleteaccesskey|createloginprofile|updateloginprofile)$/i;

const isOneself = /\$\{aws:(username|userid)\}/i;

/** An Allow without the resources by which people manage their own keys and password. */
const ofOthers = (statement: Statement, action: string): Statement | undefined => {
  const { resources, notResource } = statement;
  if (!takesOver.test(action) || notResource || !resources?.some((each) => isOneself.test(each))) return statement;
  const others = resources.filter((each) => !isOneself.test(each));
  return others.length > 0 ? { ...statement, resources: others } : undefined;
};

const example: Readonly<Record<string, string>> = {
  role: 'arn:aws:iam::111122223333:role/stronger',
  user: 'arn:aws:iam::111122223333:user/stronger',
  group: 'arn:aws:iam::111122223333:group/stronger',
  policy: 'arn:aws:iam::111122223333:policy/attached',
};

/** What a lone star stands for when a call is shown. */
const meantBy = (required: RequiredAction): readonly string[] => {
  const named = required.on === undefined ? undefined : example[required.on];
  return named === undefined ? ['*'] : [named, named.replace(/stronger|attached/, 'zq')];
};

/**
 * What a role is for when it is passed to a service: `iam:PassedToService` is that service; `iam:AssociatedResourceArn`, where
 * it is tested, a resource of it.
 */
const passedTo = (service: string | undefined): [string, Option][] =>
  service === undefined ? [] : [['iam:passedtoservice', [service]]];

/** The escalation paths that identity policies leave open: each call granted after every Deny, on what it can be for. */
export const openPaths = (scene: Scene): readonly OpenPath[] => {
  const about = allowsByCall(scene.allows);
  if (about.size === 0) return [];
  const granted = new Map<string, Grant | undefined>();
  const grantFor = (required: RequiredAction): Grant | undefined => {
    const { action, on = '', passedTo: service } = required;
    const key = `${action}|${on}|${service ?? ''}`;
    if (granted.has(key)) return granted.get(key);
    const statements = about.get(indexOf.get(action.toLowerCase()) ?? -1) ?? [];
    const persona = holder(scene.input, passedTo(service));
    const within = targetsOf(required);
    const found = settled(() => {
      for (const statement of statements) {
        const narrowed = ofOthers(statement, action);
        if (!narrowed) continue;
        const grant = grantOf(scene, narrowed, persona, {
          actions: [action],
          meant: meantBy(required),
          ...(within && { within }),
          accepts: (resource) => !resource.includes('${'),
        });
        if (grant) return { ...grant, statement };
      }
      return undefined;
    });
    granted.set(key, found);
    return found;
  };
  const open: OpenPath[] = [];
  for (const path of escalationPaths) {
    if (!path.required.every(({ action }) => about.has(indexOf.get(action.toLowerCase()) ?? -1))) continue;
    const grants: Grant[] = [];
    for (const required of path.required) {
      const grant = grantFor(required);
      if (!grant) break;
      grants.push(grant);
    }
    if (grants.length === path.required.length) open.push({ path, grants });
  }
  return open;
};

/** A role name nobody means by name, to tell a pattern of any role from one of some. */
const arbitrary = (account: string): string => `arn:aws:iam::${account}:role/zq-arbitrary-7f3a`;

/** PassRole on a pattern that matches arbitrary role names, after Denies without a condition. */
export const passesAnyRole = (scene: Scene): Grant | undefined => settled(() => anyRolePassed(scene));

const anyRolePassed = (scene: Scene): Grant | undefined => {
  const persona = holder(scene.input);
  for (const statement of scene.allows) {
    const accounts = new Set([
      scene.input.account ?? '111122223333',
      ...(statement.resources ?? []).flatMap((each) => /^arn:[^:]*:iam::(\d{12}):/.exec(each)?.[1] ?? []),
    ]);
    const partitions = new Set([
      'aws',
      ...(statement.resources ?? []).flatMap((each) => /^arn:(aws-[a-z-]+):/.exec(each)?.[1] ?? []),
    ]);
    if (!statement.notAction && !statement.actions.some((pattern) => matches(pattern, 'iam:passrole'))) continue;
    const roles = [...accounts].flatMap((account) =>
      [...partitions].map((partition) => arbitrary(account).replace('arn:aws:', `arn:${partition}:`)),
    );
    for (const role of roles) {
      const names = (pattern: string) => matches(pattern.replaceAll(/\$\{[^{}]*\}/g, '*'), role);
      const listed = (statement.resources ?? ['*']).some(names);
      if (listed === statement.notResource) continue;
      const grant = grantOf(scene, { ...statement, resources: [role], notResource: false, variables: false }, persona, {
        actions: ['iam:PassRole'],
      });
      if (grant) return { ...grant, statement };
    }
  }
  return undefined;
};
