import { createReadStream, existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { isMembers } from '../../shared/core/trail-record.ts';
import { analyse, differenceOf, parsedText, type AnalysisInput, type PolicyKind } from '../../shared/iam/index.ts';
import { formatFlag, outputOf } from '../flags.ts';
import { textIn } from '../input.ts';
import type { Format } from '../output.ts';
import { judgedLines } from '../policy-lines.ts';
import { analysisLines, differenceLines } from '../render/policy.ts';
import { UsageError } from '../usage-error.ts';
import { personaFlags, tellExcess, wantsExcess, type PersonaFlags } from './policy-persona.ts';

interface PolicyFlags extends PersonaFlags {
  format: Format;
  kind?: PolicyKind;
  account?: string;
  org?: string;
  bucket?: string;
  kmsKey?: string;
  vpce?: string;
  envelope: 'strict' | 'usable';
  jsonl?: boolean;
}

const kindFlag = (command: Command): Command =>
  command.addOption(
    new Option('--kind <kind>', 'what it is attached to (default: told by its members)').choices([
      'identity',
      'trust',
      'resource',
      'scp',
      'endpoint',
    ]),
  );

/** `sagewatch policy`: what a policy means. */
export const policyCommand = (program: Command): void => {
  const command = program
    .command('policy')
    .summary('tell what an IAM policy allows: each risk, the statement, a request that proves it')
    .description(
      'Reads a policy, plain or URL-encoded JSON, and tells what it allows after its Denies: whom it lets in, which rights can be gained with it, and a request that would be allowed as the proof.\n' +
        'What cannot be decided is said to be undecided, never fine. Exit code 1: a high or critical risk, or undecided.',
    )
    .argument('<file>', 'a file, or - for standard input');
  kindFlag(command)
    .option('--account <id>', 'the account that owns it: others are then known to be others')
    .option('--org <id>', 'your organization')
    .option('--bucket <name>', 'of a training role: the one bucket it reads')
    .option('--kms-key <arn>', 'of a training role: the one key it uses; of a key policy: its key')
    .option('--vpce <id>', 'of a training role: the endpoint it has to come through')
    .addOption(
      new Option('--envelope <envelope>', 'of a training role: its data alone, or also what a job needs to run')
        .choices(['strict', 'usable'])
        .default('strict'),
    );
  personaFlags(command).option('--jsonl', 'read a policy a line, {"id","kind","policy",…}, and write a verdict a line');
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch policy role.json\n  sagewatch policy --kind trust --account 111122223333 trust.json\n  aws s3api get-bucket-policy --bucket b --query Policy --output text | sagewatch policy --kind resource -\n  sagewatch policy role.json --persona data-scientist --activities queryWorkgroups\n  sagewatch policy --jsonl policies.jsonl > verdicts.jsonl\n  sagewatch policy diff old.json new.json',
  );
  command.action((file: string, flags: PolicyFlags) => {
    if (wantsExcess(flags)) return judgeExcess(file, flags);
    return flags.jsonl ? judgeLines(file, flags) : judge(file, flags);
  });
  const diff = command
    .command('diff')
    .summary('tell what a new version grants that the old one does not, and the reverse')
    .argument('<old>', 'a file')
    .argument('<new>', 'a file, or - for standard input');
  kindFlag(diff);
  formatFlag(diff);
  diff.addHelpText('after', '\nExample:\n  sagewatch policy diff old.json new.json');
  // Flags that both know are taken by the outer command, wherever they stand.
  diff.action((older: string, newer: string, _: unknown, self: Command) =>
    compare(older, newer, self.optsWithGlobals()),
  );
};

/** The statements of a policy as they are written. */
const statementsIn = (text: string): readonly unknown[] => {
  const parsed = parsedText(text);
  const document = 'value' in parsed ? parsed.value : undefined;
  const statements = isMembers(document) ? document['Statement'] : undefined;
  return statements === undefined ? [] : Array.isArray(statements) ? (statements as unknown[]) : [statements];
};

/** The kind that a policy's members tell: a trust policy names principals and no resource. */
const kindOf = (statements: readonly unknown[]): PolicyKind => {
  const first = statements.find(isMembers);
  if (!first || (first['Principal'] === undefined && first['NotPrincipal'] === undefined)) return 'identity';
  const assumes = [first['Action']].flat().some((action) => typeof action === 'string' && /^sts:/i.test(action));
  return assumes && first['Resource'] === undefined && first['NotResource'] === undefined ? 'trust' : 'resource';
};

const settingOf = ({ account, org, bucket, kmsKey, vpce, envelope }: PolicyFlags): Partial<AnalysisInput> => ({
  account,
  org,
  bucket,
  kmsKeyArn: kmsKey,
  vpceId: vpce,
  envelope,
});

const judge = (file: string, flags: PolicyFlags): void => {
  const output = outputOf(flags);
  const policy = textIn(file);
  const statements = statementsIn(policy);
  const kind = flags.kind ?? kindOf(statements);
  const analysis = analyse({ ...settingOf(flags), kind, policy, now: systemClock.now() });
  if (output.format === 'json') output.json({ kind, ...analysis });
  else output.lines(analysisLines(analysis, { kind, statements, ...flags }, output));
  const grave = analysis.findings.some(({ severity }) => severity === 'critical' || severity === 'high');
  if (grave || analysis.indeterminate !== null) process.exitCode = 1;
};

const judgeExcess = (file: string, flags: PolicyFlags): void => {
  if (flags.jsonl) throw new UsageError('--persona tells of one policy; it does not go with --jsonl');
  const policy = textIn(file);
  if ((flags.kind ?? kindOf(statementsIn(policy))) !== 'identity') {
    throw new UsageError(`${file}: only what an identity may do is compared with a persona (--kind identity)`);
  }
  tellExcess(policy, flags, outputOf(flags));
};

const judgeLines = async (file: string, flags: PolicyFlags): Promise<void> => {
  if (file !== '-' && !existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  const input: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
  const setting = { ...settingOf(flags), ...(flags.kind && { kind: flags.kind }) };
  for await (const lines of judgedLines(input, setting, systemClock.now())) {
    if (!process.stdout.write(lines)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
};

const compare = (older: string, newer: string, flags: PolicyFlags): void => {
  const output = outputOf(flags);
  const [before, after] = [textIn(older), textIn(newer)];
  const kind = flags.kind ?? kindOf(statementsIn(after));
  const difference = differenceOf(before, after, { kind, now: systemClock.now() });
  if ('reason' in difference) throw new UsageError(`not to be compared: ${difference.reason}`);
  if (output.format === 'json') output.json({ kind, ...difference });
  else output.lines(differenceLines(difference, output));
};
