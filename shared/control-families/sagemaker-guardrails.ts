import { requirements } from '../iam/guardrails/index.ts';
import type { CallAsked } from '../iam/index.ts';
import { localNvmeTypes } from '../resources/sagemaker/instance-storage.ts';

/** A call that makes something of SageMaker, and what its condition keys can hold it to. */
export interface GuardedCall {
  /** `sagemaker:CreateTrainingJob`. */
  action: string;
  /** The keys: `sagemaker:VpcSubnets`. */
  keys: readonly string[];
  /** The call in each of the ways that a guardrail denies: where all are granted, nothing holds it. */
  unguarded: readonly CallAsked[];
}

/** What a call makes, as its ARN names it: `training-job`. */
const madeBy = (call: string): string =>
  call
    .replace(/^Create/, '')
    .replace(/^AutoMLJob.*/, 'AutomlJob')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

const options = { controls: [], keylessTypes: localNvmeTypes };

/** What is required of other things than networks and encryption. */
const ofOthers = /root-access|metadata-version/;

const guards = requirements.filter(({ calls }) => !Object.keys(calls).some((control) => ofOthers.test(control)));

/** Every call that makes something and carries keys of network or encryption, with the requests that guardrails deny. */
export const guardedCalls: readonly GuardedCall[] = [
  ...new Set(guards.flatMap(({ calls }) => Object.values(calls).flat())),
]
  .filter((call) => call.startsWith('Create'))
  .map((call) => {
    const asked = guards.flatMap((requirement) => {
      const when = requirement.denied(options);
      return when && Object.values(requirement.calls).some((calls) => calls.includes(call)) ? [when] : [];
    });
    return {
      action: `sagemaker:${call}`,
      keys: [...new Set(asked.flatMap((when) => Object.values(when).flatMap((tests) => Object.keys(tests))))].filter(
        (key) => key !== 'sagemaker:InstanceTypes',
      ),
      unguarded: asked.map((when) => ({
        action: `sagemaker:${call}`,
        on: [`arn:{partition}:sagemaker:*:{account}:${madeBy(call)}/*`],
        when,
      })),
    };
  });
