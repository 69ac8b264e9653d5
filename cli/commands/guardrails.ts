import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import {
  boundaryGuardrail,
  enforceable,
  placeOfKey,
  policyText,
  scpGuardrail,
  trainingRole,
  trainingTrust,
  type Guardrail,
  type GuardrailOptions,
} from '../../shared/iam/guardrails/index.ts';
import { localNvmeTypes } from '../../shared/resources/sagemaker/instance-storage.ts';
import { controlNamed } from '../catalogue.ts';
import { configFlag, formatFlag, outputOf, type CommonFlags } from '../flags.ts';
import { safe } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';
import { workspace } from '../workspace.ts';
import { checkCommand, checkGuardrails, type CheckFlags } from './guardrails-check.ts';

interface DenyFlags extends Omit<CommonFlags, 'store'> {
  control?: string[];
  subnet?: string[];
  securityGroup?: string[];
  kmsKey?: string[];
  except?: string[];
}

interface RoleFlags extends Pick<CommonFlags, 'format'> {
  bucket: string[];
  kmsKey: string[];
  vpce?: string;
  repository?: string[];
  trust?: boolean;
}

/** `sagewatch guardrails`: policies that keep from happening what the controls would find. */
export const guardrailsCommand = (program: Command): void => {
  const command = program
    .command('guardrails')
    .summary('print policies that enforce the controls before the fact, and check others')
    .description(
      'Prints policies that are ready to be used: what they deny is what the enabled controls would find. `check` tells what others deny of it.\n' +
        'Only what the condition keys of SageMaker can tell is enforced; docs/guardrails.md says what that is.',
    );
  const scp = denyFlags(command.command('scp').summary('a service control policy')).action((flags: DenyFlags) =>
    printed('scp', scpGuardrail(optionsOf(flags)), flags),
  );
  scp.addHelpText(
    'after',
    '\nExamples:\n  sagewatch guardrails scp > scp.json\n  sagewatch guardrails scp --subnet subnet-1 --subnet subnet-2 --except "arn:aws:iam::*:role/ml-platform-admin"',
  );
  const boundary = denyFlags(command.command('boundary').summary('a permission boundary'))
    .option('--name <name>', 'the name that the boundary policy will have', 'SagewatchBoundary')
    .action((flags: DenyFlags & { name: string }) => {
      if (!/^[\w+=,.@-]{1,128}$/.test(flags.name)) throw new UsageError(`--name ${flags.name}: not a name of a policy`);
      printed('boundary', boundaryGuardrail(optionsOf(flags), flags.name), flags);
    });
  boundary.addHelpText('after', '\nExample:\n  sagewatch guardrails boundary --control sagemaker/notebook-root-access');
  requirementFlags(checkCommand(command)).action((files: string[], flags: DenyFlags & CheckFlags) =>
    checkGuardrails(files, optionsOf(flags), flags),
  );
  const role = formatFlag(command.command('role').summary('the least that a training role needs'))
    .requiredOption('--bucket <name...>', 'the buckets of its data and models')
    .requiredOption('--kms-key <arn...>', 'the ARNs of the keys they are encrypted with, by their ids')
    .option('--vpce <id>', 'the endpoint through which it reaches S3: the job runs in your VPC')
    .option('--repository <arn...>', 'the image repositories (default: the deep learning images of AWS)')
    .option('--trust', 'print who may take the role, instead of what it may do')
    .action(printedRole);
  role.addHelpText(
    'after',
    '\nExample:\n  sagewatch guardrails role --bucket ml-train --kms-key arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab --vpce vpce-0123456789abcdef0',
  );
};

const requirementFlags = (command: Command): Command => {
  command
    .option('--control <id...>', 'only these controls (default: all that are enabled)')
    .option('--subnet <id...>', 'the only subnets that anything may run in')
    .option('--security-group <id...>', 'the only security groups that anything may have')
    .option('--kms-key <arn...>', 'the only keys that anything may be encrypted with');
  configFlag(command);
  return formatFlag(command);
};

const denyFlags = (command: Command): Command =>
  requirementFlags(command).option('--except <arn...>', 'principals that are let off, with *');

const checked = (flag: string, values: readonly string[] | undefined, form: RegExp): readonly string[] | undefined => {
  const wrong = values?.find((value) => !form.test(value));
  if (wrong !== undefined)
    throw new UsageError(`${flag} ${wrong}: not what it should be (--help tells how it is used)`);
  return values;
};

/** Ids of the controls that were asked for, or of all that are enabled. */
const controlsOf = ({ control, config }: DenyFlags): string[] => {
  if (control === undefined) return workspace(config, systemClock.now()).catalogue.controls.map(({ id }) => id);
  return control.map((name) => {
    const id = controlNamed(name)?.id;
    if (id === undefined) throw new UsageError(`${name}: there is no such control; \`sagewatch controls\` lists them`);
    if (!enforceable.includes(id)) throw new UsageError(`${name}: no condition key of SageMaker tells what it asks`);
    return id;
  });
};

const optionsOf = (flags: DenyFlags): GuardrailOptions => ({
  controls: controlsOf(flags),
  subnets: checked('--subnet', flags.subnet, /^subnet-[\w]+$/),
  securityGroups: checked('--security-group', flags.securityGroup, /^sg-[\w]+$/),
  kmsKeys: checked('--kms-key', flags.kmsKey, /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/),
  except: checked('--except', flags.except, /^arn:[^:]+:(iam|sts):[^:]*:[^:]*:[\w+=,.@/*?-]+$/),
  keylessTypes: localNvmeTypes,
});

/** The policy goes where it can be used, and what is to be said of it to people. */
const printed = (kind: string, { policy, enforced, notes }: Guardrail, flags: DenyFlags): void => {
  if (enforced.length === 0) throw new UsageError('no control that a guardrail can enforce is enabled');
  const output = outputOf(flags);
  if (output.format === 'json') {
    output.json({ type: 'guardrail', kind, policy, enforced, notes });
    return;
  }
  output.lines([policyText(policy)]);
  for (const note of [`${enforced.length} controls enforced.`, ...notes]) process.stderr.write(`${safe(note)}\n`);
};

const printedRole = (flags: RoleFlags): void => {
  const { bucket, kmsKey, vpce, repository, trust, format } = flags;
  checked('--bucket', bucket, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
  checked('--vpce', vpce === undefined ? [] : [vpce], /^vpce-\w+$/);
  checked('--repository', repository, /^arn:aws[a-z-]*:ecr:[a-z0-9-]+:\d{12}:repository\/[\w./*-]+$/);
  const places = kmsKey.map((arn) => {
    const place = placeOfKey(arn);
    if (place) return place;
    throw new UsageError(`--kms-key ${arn}: not the ARN of a key by its id (one of an alias grants nothing)`);
  });
  const [place] = places;
  if (place === undefined) throw new UsageError('--kms-key: which key?');
  if (place.partition !== 'aws' && repository === undefined) {
    throw new UsageError(`--repository is needed: which images AWS offers in ${place.partition} is not known here`);
  }
  const policy = trust ? trainingTrust(place) : trainingRole({ bucket, kmsKey, vpce, repositories: repository }, place);
  const output = outputOf({ format });
  if (output.format === 'json') output.json({ type: 'guardrail', kind: trust ? 'trust' : 'role', policy });
  else output.lines([JSON.stringify(policy, null, 2)]);
};
