import { defineControl, type StateControl } from '../core/control.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { fail, pass } from '../core/verdict.ts';
import type { Requirements } from '../frameworks/index.ts';
import { outboundTraffic } from '../frameworks/profiles.ts';

type Declared<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<
  StateControl<R, Field>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'remediation' | 'aliases'
> & {
  isolationField: Field;
  /** Whose containers they are, as a genitive: "The job's". */
  whose: string;
  requirements?: Requirements;
};

/** Controls that ask one thing: can containers that see the data call out? */
export const networkIsolation = <R extends ResourceType, const Field extends keyof StateOf<R>>({
  isolationField,
  whose,
  ...declared
}: Declared<R, Field>): StateControl<R, Field> =>
  defineControl<R, Field>({
    requirements: outboundTraffic,
    ...declared,
    reads: [isolationField],
    rationale:
      'Code of others runs in these containers and sees the data. Isolated from the network, it can send none of it away, and gets no AWS credentials.',
    evaluate: (state) =>
      (state as Members)[isolationField as string] === true
        ? pass
        : fail(`${whose} containers can make outbound network calls: network isolation is off`),
  });
