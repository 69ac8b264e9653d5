import type { Actor } from '../core/change.ts';

/** Words in the names of what acts for others: portals, pipelines, services. Whose profile they ask for says nothing. */
const machines =
  /lambda|github|gitlab|bitbucket|jenkins|codebuild|circleci|terraform|cloudformation|pipeline|automation|service|deploy|runner|function|backend|portal|gateway|handler|launcher|broker|proxy|presign|\b(ci|cd|cdk|cli|bot|api|app|web|svc|sys|job|cron)\b/i;

/** Words in the names of sessions that are nobody's. */
const nobody = /session|botocore|sagemaker|\b(aws|iam|role|user|admin|administrator|root|ops|devops|support)\b/i;

/** Words in the names of profiles that several people share. */
const shared =
  /\b(default|shared|common|team|group|studio|data|science|scientists?|analysts?|analytics|research|ml|ai|mlops|lab|labs|dev|test|stage|staging|prod|production|demo|sandbox|training|workshop|project|guest|temp|tmp|users?|admins?|notebooks?|engineers?|engineering)\b/i;

const person = /^[a-z]{3,}\d{0,3}$|^[a-z]+[._-][a-z]{2,}\d{0,3}$/i;

const spaced = (name: string): string => name.replace(/[._-]/g, ' ');
const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');
const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[a-z]{3,}/g) ?? [];

const isNobody = (name: string): boolean => [machines, nobody, shared].some((words) => words.test(spaced(name)));

/** One is in the other, whole or by one of its words: alice, a.smith, alice-smith-example-com and asmith all meet. */
const alike = (one: string, other: string): boolean =>
  wordsOf(one).some((word) => lettersOf(other).includes(word)) ||
  wordsOf(other).some((word) => lettersOf(one).includes(word));

const roleOf = ({ principal }: Actor): string => /:role\/(?:.*\/)?([^/]+)\/[^/]*$/.exec(principal)?.[1] ?? '';

const userOf = ({ type, arn }: Actor): string | undefined =>
  type === 'IAMUser' && arn ? arn.slice(arn.lastIndexOf('/') + 1) : undefined;

/**
 * Who the caller evidently is, when a profile is evidently somebody else's: both have the name of a person, and no word of
 * one is in the other. Undefined wherever there is doubt: a miss is better than a false alarm.
 */
export const somebodyElse = (profile: string, actor: Actor): string | undefined => {
  if (actor.invokedBy || actor.type === 'AWSService' || machines.test(spaced(roleOf(actor)))) return;
  if (isNobody(profile) || wordsOf(profile).length === 0) return;
  const names = [actor.sourceIdentity, actor.session, userOf(actor)].filter((name) => name !== undefined);
  const people = names.map((name) => name.split('@')[0] ?? '').filter((name) => person.test(name));
  const [first] = people;
  if (first === undefined || people.some(isNobody)) return;
  return names.some((name) => alike(name.split('@')[0] ?? '', profile)) ? undefined : first;
};
