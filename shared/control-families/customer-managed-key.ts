import { defineControl, type Context, type StateControl } from '../core/control.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { customerManagedKey as keyRequirements } from '../frameworks/profiles.ts';

/** What the family's references add to the evidence. */
export const keyEvidence = ['keyManager', 'keyState'] as const;

const unusable: Readonly<Record<string, string>> = {
  Disabled: 'is disabled',
  PendingDeletion: 'is scheduled for deletion',
  PendingReplicaDeletion: 'is scheduled for deletion',
  Unavailable: 'is not available',
};

/**
 * Who manages the key that a field names, and whether it can be used. A string that is present proves nothing:
 * `alias/aws/sagemaker` is a string too. An AWS managed key cannot be shared, so the key of another account is managed by
 * its customer; so is one behind an alias that does not begin with `alias/aws/` (AWS KMS, CreateAlias).
 */
export const keyVerdict = (name: string, what: string, { resource, related }: Context, role: string): Verdict => {
  if (/(^|:)alias\/aws\//.test(name)) return fail(`${what} is encrypted with the AWS managed key ${name}`);
  const named = related[role]?.find(({ resource: { arn } }) => arn.endsWith(name)) ?? related[role]?.[0];
  const alias = named?.resource.type === 'kms/alias';
  const key = alias ? named.related['key']?.[0] : named;
  if (key?.exists === false) return fail(`${what} is encrypted with ${name}, which was deleted`);
  const problem = unusable[String(key?.state['keyState'])];
  if (problem) return fail(`${what} is encrypted with ${name}, which ${problem}`);
  if (key?.state['keyManager'] === 'AWS') return fail(`${what} is encrypted with the AWS managed key ${name}`);
  if (key?.state['keyManager'] === 'CUSTOMER' || alias) return pass;
  if (named && named.resource.account !== resource.account) return pass;
  return unknown(`who manages the key ${name}`);
};

type Declared<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<
  StateControl<R, Field>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'remediation' | 'aliases' | 'rationale'
> & {
  requirements?: StateControl['requirements'];
  /** The field that names the key. */
  keyField: Field;
  /** Its role among the type's references. Default: `kmsKey`. */
  role?: string;
  /** What is encrypted, as a subject: "The notebook's volume". */
  what: string;
  /** What encrypts it when no key is named: AWS always does. "a key that AWS manages". */
  otherwise: string;
  /** Further fields that `exempt` needs. */
  alsoReads?: readonly Field[];
  /** Why a key does not apply to this resource (local NVMe, serverless), if it does not; `unknown` where that is not known. */
  exempt?(state: Pick<StateOf<R>, Field>): string | Verdict | undefined;
};

/** Controls that ask one thing: is this storage encrypted with a key that the customer manages and can use? */
export const customerManagedKey = <R extends ResourceType, const Field extends keyof StateOf<R>>({
  keyField,
  role = 'kmsKey',
  what,
  otherwise,
  alsoReads = [],
  exempt,
  ...declared
}: Declared<R, Field>): StateControl<R, Field> =>
  defineControl<R, Field>({
    requirements: keyRequirements,
    ...declared,
    reads: [keyField, ...alsoReads],
    follows: { [role]: keyEvidence, [`${role}.key`]: keyEvidence },
    evaluate: (state, context) => {
      const exempted = exempt?.(state);
      if (typeof exempted === 'string') return notApplicable(exempted);
      if (exempted) return exempted;
      const name = (state as Members)[keyField as string];
      if (typeof name === 'string') return keyVerdict(name, what, context, role);
      return fail(`${what} is encrypted with ${otherwise}: no key of your own is named`);
    },
  });
