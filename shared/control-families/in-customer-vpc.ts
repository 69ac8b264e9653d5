import { defineControl, type StateControl } from '../core/control.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { fail, pass } from '../core/verdict.ts';
import type { Requirements } from '../frameworks/index.ts';
import { networkBoundary } from '../frameworks/profiles.ts';

type Declared<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<
  StateControl<R, Field>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'remediation' | 'aliases'
> & {
  /** The field that names the subnet, or the subnets. */
  subnetField: Field;
  /** What runs in them, as a subject: "The notebook instance". */
  what: string;
  requirements?: Requirements;
};

/** Controls that ask one thing: is its network a VPC of the customer's own? */
export const inCustomerVpc = <R extends ResourceType, const Field extends keyof StateOf<R>>({
  subnetField,
  what,
  ...declared
}: Declared<R, Field>): StateControl<R, Field> =>
  defineControl<R, Field>({
    requirements: networkBoundary,
    ...declared,
    reads: [subnetField],
    rationale:
      "Outside a VPC of your own, traffic takes SageMaker's network: no security group, endpoint policy or flow log of yours sees it.",
    evaluate: (state) =>
      (state as Members)[subnetField as string] === null
        ? fail(`${what} runs outside your VPCs, on SageMaker's own network: it names no subnet`)
        : pass,
  });
