import type { Analysis, PolicyFinding } from './analysis.ts';
import type { Statement } from './document.ts';
import { aboutStatement } from './findings.ts';
import type { Scene } from './scene.ts';
import { avoidableAction, avoidableBut, isAnyAction, isStar, wholeServices } from './shape.ts';

const wildcardActions = (statement: Statement): readonly string[] =>
  statement.notAction
    ? []
    : statement.writtenActions.filter((_, at) => {
        const pattern = statement.actions[at] ?? '';
        return (
          isAnyAction(pattern) ||
          (pattern.endsWith(':*') && wholeServices(pattern).length > 0) ||
          wholeServices(pattern).length > 0
        );
      });

/** In the policy of a key or a secret, a star as the resource is the key or the secret; so it is where the resource is told. */
const starIsItself = ({ input: { kind, kmsKeyArn, resource } }: Scene, { actions, notAction }: Statement): boolean =>
  kind === 'resource' &&
  (kmsKeyArn !== undefined ||
    resource !== undefined ||
    (!notAction && actions.length > 0 && actions.every((action) => /^(kms|secretsmanager):/.test(action))));

/** The members that tell how Allows are written. */
export interface Shape {
  members: Pick<
    Analysis,
    'wildcardAction' | 'wildcardResource' | 'avoidableWildcardResource' | 'allowNotAction' | 'allowNotResource'
  >;
  findings: readonly PolicyFinding[];
}

/** What can be read off the Allows of a document, whatever Denies leave of them. */
export const shapeOf = (scene: Scene): Shape => {
  const findings: PolicyFinding[] = [];
  const members = {
    wildcardAction: false,
    wildcardResource: false,
    avoidableWildcardResource: false,
    allowNotAction: false,
    allowNotResource: false,
  };
  // An SCP grants nothing, so nothing in it is too wide.
  if (scene.input.kind === 'scp') return { members, findings };
  for (const statement of scene.document.statements) {
    if (statement.effect !== 'Allow') continue;
    const { notAction, notResource, resources, actions } = statement;
    const [wide] = wildcardActions(statement);
    if (wide !== undefined) {
      members.wildcardAction = true;
      findings.push(
        aboutStatement('wildcardAction', 'medium', statement, `allows every action that "${wide}" stands for`),
      );
    }
    if (notAction) {
      members.allowNotAction = true;
      findings.push(
        aboutStatement(
          'allowNotAction',
          'medium',
          statement,
          'allows all actions but those it names, of every service there will be',
        ),
      );
    }
    if (notResource) {
      members.allowNotResource = true;
      findings.push(
        aboutStatement(
          'allowNotResource',
          'medium',
          statement,
          'allows its actions on all resources but those it names',
        ),
      );
    }
    if (notResource || !resources?.some(isStar) || starIsItself(scene, statement)) continue;
    members.wildcardResource = true;
    const avoidable = notAction ? avoidableBut(actions) : firstOf(actions, avoidableAction);
    if (avoidable === undefined) continue;
    members.avoidableWildcardResource = true;
    findings.push(
      aboutStatement(
        'avoidableWildcardResource',
        'low',
        statement,
        `is about every resource, though ${avoidable} could be granted on some`,
      ),
    );
  }
  return { members, findings };
};

const firstOf = (patterns: readonly string[], find: (pattern: string) => string | undefined): string | undefined => {
  for (const pattern of patterns) {
    const found = find(pattern);
    if (found !== undefined) return found;
  }
  return undefined;
};
