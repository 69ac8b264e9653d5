import type { Context } from '../core/control.ts';
import { notApplicable, unknown, type Verdict } from '../core/verdict.ts';
import { analysisOf } from './policy-analysis.ts';

const sagemaker = /^sagemaker\.amazonaws\.com(\.cn)?$/;

/**
 * Why a role is none that notebooks, jobs and endpoints run as, or why that is not known; undefined: SageMaker may assume
 * it.
 */
export const unlessMlRole = (
  { trust, serviceLinked }: { trust?: string | undefined; serviceLinked: boolean },
  { at, resource: { account } }: Context,
): Verdict | undefined => {
  if (serviceLinked) return notApplicable('AWS made the role and keeps it');
  if (trust === undefined) return unknown('the trust policy');
  const { servicePrincipals, indeterminate } = analysisOf({ kind: 'trust', policy: trust, account }, at);
  if (servicePrincipals === null) return unknown(`the trust policy: ${indeterminate}`);
  return servicePrincipals.some((service) => sagemaker.test(service))
    ? undefined
    : notApplicable('SageMaker may not assume the role');
};
