import type { Statement } from './document.ts';
import { firstGrant } from './grants.ts';
import { callersOf } from './mentioned.ts';
import type { Option } from './options.ts';
import { holder, related, type Persona } from './persona.ts';
import { accountOf } from './principal.ts';
import type { Scene } from './scene.ts';
import { isStar, live } from './shape.ts';
import { holds } from './values.ts';

const mfaKey = /^aws:multifactorauth(present|age)$/;

const mentionsMfa = ({ tests }: Statement): boolean => tests.some(({ key }) => mfaKey.test(key));

/**
 * Callers who did not use a second factor. Long-term keys lack both keys; temporary credentials say `false`.
 * [IAM, aws:MultiFactorAuthPresent]
 */
const withoutMfa: readonly (readonly [string, Option][])[] = [
  [
    ['aws:multifactorauthpresent', undefined],
    ['aws:multifactorauthage', undefined],
  ],
  [
    ['aws:multifactorauthpresent', ['false']],
    ['aws:multifactorauthage', undefined],
  ],
];

/** Whether a Deny holds for everybody who used none, whatever else they do. */
const deniesAllWithout = ({ effect, tests, resources, notResource }: Statement): boolean =>
  effect === 'Deny' &&
  tests.length > 0 &&
  !notResource &&
  (resources ?? ['*']).some(isStar) &&
  tests.every(({ key }) => mfaKey.test(key)) &&
  withoutMfa.every((keys) => {
    const context = new Map<string, readonly string[]>();
    for (const [key, option] of keys) if (option) context.set(key, option);
    return tests.every((test) => holds(test, context));
  });

const callers = (scene: Scene, fixed: readonly [string, Option][]): readonly Persona[] => {
  const { now, kind, account } = scene.input;
  if (kind === 'identity') return [holder(scene.input, fixed)];
  const named = scene.allows.flatMap(({ principals }) => principals?.aws ?? []).flatMap((id) => accountOf(id) ?? []);
  const ids = scene.allows.flatMap(({ principals }) => (principals?.aws ?? []).filter((id) => id.startsWith('arn:')));
  const accounts = new Set([...named, account ?? '111122223333']);
  return [
    ...ids.map((id) => related(now, { type: 'AWS', id }, { fixed })),
    ...[...accounts].flatMap((each) => callersOf(each, [], new Map()).map((caller) => related(now, caller, { fixed }))),
  ];
};

/**
 * Whether what a policy gives takes a second factor: nothing it allows passes without; or it denies everybody without one
 * all but what is needed to get one (the statement with NotAction that AWS documents).
 */
export const requiresMfa = (scene: Scene): boolean => {
  const { allows, denies, input } = scene;
  if (!allows.some(mentionsMfa) && !denies.some(mentionsMfa)) return false;
  if (
    live(denies, input.now).some((deny) => deniesAllWithout(deny) && (deny.notAction || deny.actions.includes('*')))
  ) {
    return true;
  }
  const any = callers(scene, []);
  if (!firstGrant(scene, allows, any)) return false;
  return withoutMfa.every((keys) => firstGrant(scene, allows, callers(scene, keys)) === undefined);
};
