import { defineControl, type StateControl } from '../core/control.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { shell } from '../core/shell.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { undecided, type PipelineStep } from '../resources/sagemaker/pipeline-definition.ts';
import { pipeline } from '../resources/sagemaker/pipeline.ts';

/** `step Train`, `steps Train, Tune`; a step that starts several jobs is named once. */
export const stepsNamed = (steps: readonly PipelineStep[]): string => {
  const names = [...new Set(steps.map(({ name }) => name))];
  return `${names.length === 1 ? 'step' : 'steps'} ${names.join(', ')}`;
};

/** What there is to say of a pipeline whose steps were replaced, and not read since. */
export const unreadSteps: Verdict = unknown('the steps of the definition that the last update brought');

/** The command that shows the definition of a pipeline. */
export const describePipeline = ({ name, region }: ResourceRef): string =>
  shell`aws sagemaker describe-pipeline --region ${region} --pipeline-name ${name}`;

type Declared = Omit<
  StateControl<typeof pipeline, 'steps'>,
  'kind' | 'appliesTo' | 'reads' | 'evaluate' | 'remediation'
> & {
  /** What a step should have; null in it: it does not apply to such a step. */
  setting: 'inVpc' | 'isolated';
  /** What is wrong with what is defined without it, as a predicate: "runs outside your VPCs". */
  complaint: string;
  summary: string;
  warning: string;
};

/** Controls that ask one thing of all that a pipeline starts, before it starts: does its definition switch this on? */
export const stepSetting = ({ setting, complaint, summary, warning, ...declared }: Declared) =>
  defineControl({
    ...declared,
    appliesTo: pipeline,
    reads: ['steps'],
    remediation: { summary, command: describePipeline, warning },
    evaluate: ({ steps }): Verdict => {
      if (!steps) return unreadSteps;
      const asked = steps.filter((step) => step[setting] !== null);
      if (asked.length === 0) return notApplicable('no step of the pipeline starts anything that has this setting');
      const without = asked.filter((step) => step[setting] === false);
      if (without.length > 0) return fail(`What the pipeline defines in the ${stepsNamed(without)} ${complaint}`);
      const open = asked.filter((step) => step[setting] === undecided);
      return open.length > 0 ? unknown(`what an execution decides for the ${stepsNamed(open)}`) : pass;
    },
  });
