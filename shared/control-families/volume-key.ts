import type { StateControl } from '../core/control.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { notApplicable, unknown, type Verdict } from '../core/verdict.ts';
import { instanceStorage } from '../resources/sagemaker/instance-storage.ts';
import { customerManagedKey } from './customer-managed-key.ts';

/** Why no key can be named for instances of these types, if none can; a call that names one all the same fails. */
export const withoutKeyedVolume = (instanceTypes: readonly string[]): Verdict | undefined => {
  const local = instanceTypes.filter((type) => instanceStorage(type) === 'local-nvme');
  if (local.length > 0) {
    return notApplicable(
      `${local.join(', ')} keeps data on local NVMe disks, encrypted by hardware: no key can be named`,
    );
  }
  const strange = instanceTypes.filter((type) => instanceStorage(type) === undefined);
  if (strange.length > 0) return unknown(`whether ${strange.join(', ')} keeps data on local NVMe disks`);
  return;
};

type Declared<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<
  StateControl<R, Field>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'remediation' | 'aliases'
> & {
  keyField: Field;
  /** The types of its instances; null: it is serverless. */
  instanceTypesField: Field;
  what: string;
};

/** Controls that ask whether the volumes of a job's instances are encrypted with a customer managed key. */
export const volumeKey = <R extends ResourceType, const Field extends keyof StateOf<R>>({
  instanceTypesField,
  ...declared
}: Declared<R, Field>): StateControl<R, Field> =>
  customerManagedKey<R, Field>({
    ...declared,
    role: 'volumeKey',
    otherwise: 'a transient key of SageMaker that is discarded after use',
    rationale:
      'While a job runs, its data lies on these volumes. Only a key of your own can be revoked and audited apart from them.',
    alsoReads: [instanceTypesField],
    exempt: (state) => {
      const { [declared.keyField as string]: key, [instanceTypesField as string]: types } = state as Members;
      if (key !== null) return;
      if (!Array.isArray(types)) return 'a serverless job has no volume of its own';
      return withoutKeyedVolume(types);
    },
  });
