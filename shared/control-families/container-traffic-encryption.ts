import { defineControl, type StateControl } from '../core/control.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { fail, notApplicable, pass } from '../core/verdict.ts';
import { encryptionBetweenContainers } from '../frameworks/profiles.ts';

type Declared<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<
  StateControl<R, Field>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'remediation' | 'aliases'
> & {
  encryptionField: Field;
  /** How many instances, those of all groups together; null: the job has none of its own. */
  countField: Field;
};

/** Controls that ask one thing: is the traffic between the instances of a job encrypted? One instance has none. */
export const containerTrafficEncryption = <R extends ResourceType, const Field extends keyof StateOf<R>>({
  encryptionField,
  countField,
  ...declared
}: Declared<R, Field>): StateControl<R, Field> =>
  defineControl<R, Field>({
    ...declared,
    requirements: encryptionBetweenContainers,
    reads: [encryptionField, countField],
    rationale:
      'Instances that work on one job exchange data and gradients, from which data can be won back; between them, SageMaker encrypts only when asked.',
    evaluate: (state) => {
      const { [encryptionField as string]: encrypted, [countField as string]: count } = state as Members;
      if (typeof count !== 'number') return notApplicable('a serverless job has no instances of its own');
      if (count < 2) return notApplicable('one instance has no traffic with others');
      return encrypted === true
        ? pass
        : fail(`Traffic between the ${count} instances of the job is not encrypted by SageMaker`);
    },
  });
