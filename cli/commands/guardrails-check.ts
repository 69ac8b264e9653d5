import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import {
  judgedGuardrails,
  mismatchedKeys,
  oursIn,
  type GuardrailOptions,
  type InForce,
  type Judgement,
} from '../../shared/iam/guardrails/index.ts';
import { awsManagedPolicies } from '../../shared/resources/organizations/aws-managed.ts';
import { fullAccess } from '../../shared/resources/organizations/target.ts';
import { outputOf } from '../flags.ts';
import { textIn } from '../input.ts';
import type { Format } from '../output.ts';
import { guardrailLines, ruledOut } from '../render/guardrails.ts';
import { UsageError } from '../usage-error.ts';

/** What the check is told beside the files. */
export interface CheckFlags {
  account: string;
  format: Format;
}

/** What is in force where these files are attached, beside the policy that AWS attaches itself. */
const inForceOf = (files: readonly string[], account: string): InForce => ({
  levels: [
    {
      policies: [
        { name: fullAccess, document: awsManagedPolicies.get(fullAccess)?.content },
        ...files.map((file) => ({ name: file, document: textIn(file) })),
      ],
      whole: true,
    },
  ],
  account,
  now: systemClock.now(),
});

/** What is said to be ours, and what is not, as the policies mean it. */
const withOurs = (options: GuardrailOptions, inForce: InForce): GuardrailOptions => {
  const meant = oursIn(inForce);
  return {
    ...options,
    subnets: options.subnets ?? meant.subnets,
    securityGroups: options.securityGroups ?? meant.securityGroups,
    kmsKeys: options.kmsKeys ?? meant.kmsKeys,
  };
};

const decided = (judgement: Judgement | undefined): Judgement => {
  if (!judgement) throw new UsageError('the policies are too large to be decided');
  const [unread] = judgement.unread;
  if (unread) throw new UsageError(`${unread.name}: no policy that AWS would take: ${unread.reason}`);
  return judgement;
};

/** Tells what policies rule out. Exit code 1: not all of it, or they test what calls never carry. */
export const checkGuardrails = (files: readonly string[], options: GuardrailOptions, flags: CheckFlags): void => {
  if (!/^\d{12}$/.test(flags.account)) throw new UsageError(`--account ${flags.account}: not the id of an account`);
  const inForce = inForceOf(files, flags.account);
  const { guardrails } = decided(judgedGuardrails(inForce, withOurs(options, inForce)));
  if (guardrails.length === 0) throw new UsageError('no control that a guardrail can enforce is enabled');
  const mismatches = mismatchedKeys(inForce);
  const output = outputOf(flags);
  if (output.format === 'json') {
    output.json({
      type: 'guardrail-check',
      policies: files,
      guardrails: guardrails.map((guardrail) => ({ ...guardrail, ruledOut: ruledOut(guardrail) })),
      mismatches,
    });
  } else output.lines(guardrailLines(guardrails, mismatches, output));
  if (mismatches.length > 0 || guardrails.some((guardrail) => ruledOut(guardrail) !== 'yes')) process.exitCode = 1;
};

/** `sagewatch guardrails check`, but for the flags that it shares with its sisters. */
export const checkCommand = (guardrails: Command): Command => {
  const command = guardrails
    .command('check')
    .summary('tell what service control policies rule out, and what not and why')
    .description(
      'Reads service control policies that are attached to one account together, beside FullAWSAccess, and tells which hazards of the enabled controls they rule out for an ordinary principal.\n' +
        'Without --subnet, --security-group and --kms-key, those that the policies spare are taken for yours. Exit code 1: something is not ruled out.',
    )
    .argument('<file...>', 'files, or - for standard input')
    .option('--account <id>', 'the account they are judged for, where policies tell accounts apart', '111122223333');
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch guardrails check scp.json other.json\n  aws organizations describe-policy --policy-id p-bvdv3rx3 --query Policy.Content --output text | sagewatch guardrails check -',
  );
  return command;
};
