import { makesAdministrator } from '../../control-families/administrator.ts';
import { few } from '../../control-families/few.ts';
import { permissionsInput } from '../../control-families/policy-analysis.ts';
import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { inFrameworks, logReview, withRequirements } from '../../frameworks/profiles.ts';
import { differenceOf, type GrantChange } from '../../iam/index.ts';
import { defaultDocument, managedPolicy } from '../../resources/iam/managed-policy.ts';

const mostNamed = 3;
const mostTold = 20;

const gainText = ({ level, actions, resource, conditions }: GrantChange): string =>
  `${level}: ${few(actions, 3)} on ${resource}${conditions.length > 0 ? ` if ${few(conditions, 3)}` : ''}`;

export default defineActivityControl({
  id: 'iam/policy-default-version',
  title: 'Nobody switches a policy to a version that grants more',
  severity: 'medium',
  appliesTo: managedPolicy,
  watches: ['SetDefaultPolicyVersion', 'CreatePolicyVersion'],
  reads: [],
  rationale:
    'A policy keeps up to five versions: going back to a wider one, or writing one, gives more rights to everybody who has the policy, and its name stays the same.',
  remediation: {
    summary:
      'Compare the versions, ask who needed the rights, and set the former version as the default if nobody did.',
    command: ({ arn }) => shell`aws iam list-policy-versions --policy-arn ${arn}`,
    warning: 'Whoever works with the new version loses what the former one does not give.',
  },
  requirements: withRequirements(inFrameworks(logReview, 'iso-27001-2022', 'soc2'), { 'cis-aws-v6': ['5.4'] }),
  aliases: ['iam-policy-version-default-changed'],
  evaluate: ({ before, after }, { at, resource }) => {
    const [older, newer] = [before?.defaultVersionId, after.defaultVersionId];
    // A call that switches names the version: where none is known, it wrote one beside the default.
    if (older === newer || newer === undefined) return notApplicable('The default version is the same as before');
    const [then, now] = [defaultDocument(before ?? {}), defaultDocument(after)];
    if (then === undefined) return unknown('what the former default version granted');
    if (now === undefined) return unknown(`what version ${newer} grants`);
    const difference = differenceOf(then, now, { kind: 'identity', now: at });
    if ('reason' in difference) return unknown(`what the versions grant: ${difference.reason}`);
    const { gained } = difference;
    if (gained.length === 0) return pass;
    const administers = (document: string) => makesAdministrator(permissionsInput(document, resource), at);
    return fail(
      `The default version of ${resource.name} went from ${older} to ${newer}, which grants more: ${gained
        .slice(0, mostNamed)
        .map(gainText)
        .join('; ')}${gained.length > mostNamed ? `; and ${gained.length - mostNamed} more` : ''}`,
      {
        details: gained.slice(0, mostTold).map(gainText),
        reach: administers(now) && !administers(then) ? 'administrator' : undefined,
      },
    );
  },
});
