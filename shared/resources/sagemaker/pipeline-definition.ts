import * as z from 'zod';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';
import { parsedText } from '../../iam/index.ts';
import { listed } from './members.ts';

/** What an execution decides: a parameter, or what an earlier step puts out. */
export const undecided = 'unknown';

const decision = z.union([z.boolean(), z.literal(undecided)]);

/** What a step hands to the job it starts; a step that tunes by several definitions comes once for each. */
export const pipelineStep = z.object({
  name: z.string(),
  type: z.string(),
  /** An ARN, or `unknown`; null: none of its own. By default a step takes the pipeline's (developer guide, IAM access management). */
  role: z.string().nullable(),
  /** Whether it names subnets; null: what it starts has no network of its own. */
  inVpc: decision.nullable(),
  /** Whether its containers are cut off from the network; null: that cannot be asked for. */
  isolated: decision.nullable(),
  /** Null: it puts nothing out that could be encrypted; its key: one that is named, `unknown`, or null. */
  output: z.object({ key: z.string().nullable() }).nullable(),
});

export type PipelineStep = z.output<typeof pipelineStep>;

/** `{"Get": "Parameters.Role"}`, `{"Std:Join": …}`: it stands where any value may. */
const isExpression = (value: unknown): boolean =>
  isMembers(value) && Object.keys(value).some((name) => name === 'Get' || name.startsWith('Std:'));

/** The member at the end of a path, or the expression that stands for it or for something around it. */
const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => {
    if (isExpression(inner)) return inner;
    return isMembers(inner) ? inner[name] : undefined;
  }, value);

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

const textOrUndecided = (value: unknown): string | null => (isUnset(value) ? null : (textOf(value) ?? undecided));

const switchedOn = (value: unknown): boolean | typeof undecided => {
  if (isUnset(value)) return false;
  return typeof value === 'boolean' ? value : undecided;
};

const namesSubnets = (vpcConfig: unknown): boolean | typeof undecided => {
  const subnets = inside(vpcConfig, 'Subnets');
  if (isUnset(subnets)) return false;
  return Array.isArray(subnets) ? subnets.length > 0 : undecided;
};

type Handed = Omit<PipelineStep, 'name' | 'type'>;

const nothing: Handed = { role: null, inVpc: null, isolated: null, output: null };

/** SageMaker takes no key for what goes to S3 Express One Zone. */
const isExpress = (uri: unknown): boolean => /^s3:\/\/[^/]*--x-s3(\/|$)/.test(textOf(uri) ?? '');

const outputTo = (uri: unknown, key: unknown): Handed['output'] =>
  isUnset(key) && isExpress(uri) ? null : { key: textOrUndecided(key) };

const training = (job: unknown): Handed => ({
  role: textOrUndecided(inside(job, 'RoleArn')),
  inVpc: namesSubnets(inside(job, 'VpcConfig')),
  isolated: switchedOn(inside(job, 'EnableNetworkIsolation')),
  output: outputTo(inside(job, 'OutputDataConfig', 'S3OutputPath'), inside(job, 'OutputDataConfig', 'KmsKeyId')),
});

/** A tuning job without a definition could not run; with a list of them, each is a job of its own kind. */
const tuning = (job: unknown): readonly Handed[] => {
  const [one, several] = [inside(job, 'TrainingJobDefinition'), inside(job, 'TrainingJobDefinitions')];
  return [...(isUnset(one) ? [] : [one]), ...(isExpression(several) ? [several] : listed(several))].map(training);
};

const processing = (job: unknown): Handed => {
  const outputs = inside(job, 'ProcessingOutputConfig', 'Outputs');
  const writes = isExpression(outputs) || listed(outputs).some((output) => !isUnset(inside(output, 'S3Output')));
  return {
    role: textOrUndecided(inside(job, 'RoleArn')),
    inVpc: namesSubnets(inside(job, 'NetworkConfig', 'VpcConfig')),
    isolated: switchedOn(inside(job, 'NetworkConfig', 'EnableNetworkIsolation')),
    output: writes ? { key: textOrUndecided(inside(job, 'ProcessingOutputConfig', 'KmsKeyId')) } : null,
  };
};

/** It runs with the role and in the network of its model. */
const transform = (job: unknown): Handed => ({
  ...nothing,
  output: outputTo(inside(job, 'TransformOutput', 'S3OutputPath'), inside(job, 'TransformOutput', 'KmsKeyId')),
});

const model = (made: unknown): Handed => ({
  ...nothing,
  role: textOrUndecided(inside(made, 'ExecutionRoleArn')),
  inVpc: namesSubnets(inside(made, 'VpcConfig')),
  isolated: switchedOn(inside(made, 'EnableNetworkIsolation')),
});

/** The second version of the call has its security on top, the first one within its configuration. */
const autoML = (job: unknown): Handed => ({
  role: textOrUndecided(inside(job, 'RoleArn')),
  inVpc: namesSubnets(
    inside(job, 'SecurityConfig', 'VpcConfig') ?? inside(job, 'AutoMLJobConfig', 'SecurityConfig', 'VpcConfig'),
  ),
  isolated: null,
  output: outputTo(inside(job, 'OutputDataConfig', 'S3OutputPath'), inside(job, 'OutputDataConfig', 'KmsKeyId')),
});

/** Of other services and of what is yet to come, roles are called as SageMaker calls them everywhere. */
const anything = (step: unknown): Handed => ({
  ...nothing,
  role: textOrUndecided(inside(step, 'RoleArn') ?? inside(step, 'ExecutionRoleArn')),
});

const handedBy: ReadonlyMap<string, (step: unknown) => Handed | readonly Handed[]> = new Map<
  string,
  (step: unknown) => Handed | readonly Handed[]
>([
  ['Training', training],
  ['Tuning', tuning],
  ['Processing', processing],
  ['ClarifyCheck', processing],
  ['QualityCheck', processing],
  ['Transform', transform],
  ['Model', model],
  ['AutoML', autoML],
]);

/** SageMaker takes 50 steps of a pipeline; so many are no definition of one. */
const mostSteps = 1_000;

/** The steps, with those that conditions choose between in their place; not by recursion, as the text is anybody's. */
const flattened = (steps: unknown): readonly Members[] => {
  const found: Members[] = [];
  const ahead = listed(steps).toReversed();
  for (let step = ahead.pop(); step !== undefined && found.length <= mostSteps; step = ahead.pop()) {
    if (step['Type'] !== 'Condition') {
      found.push(step);
      continue;
    }
    for (const branch of ['ElseSteps', 'IfSteps']) {
      for (const chosen of listed(inside(step, 'Arguments', branch)).toReversed()) ahead.push(chosen);
    }
  }
  return found;
};

/** What the steps of a definition hand on; undefined: the text is no definition that can be read in one way only. */
export const stepsOf = (definition: string): PipelineStep[] | undefined => {
  const read = parsedText(definition);
  if (!('value' in read) || !isMembers(read.value) || !Array.isArray(read.value['Steps'])) return;
  const steps = flattened(read.value['Steps']).flatMap((step) => {
    const [name, type] = [textOf(step['Name']) ?? 'unnamed', textOf(step['Type']) ?? 'untyped'];
    return [(handedBy.get(type) ?? anything)(step['Arguments'])].flat().map((handed) => ({ name, type, ...handed }));
  });
  return steps.length <= mostSteps ? steps : undefined;
};
