import { awsAiSecurity } from './aws-ai-security.ts';
import { awsFsbp } from './aws-fsbp.ts';
import { cisAwsV6 } from './cis-aws-v6.ts';
import { fedrampModerateR5 } from './fedramp-moderate-r5.ts';
import type { Framework } from './framework.ts';
import { hipaa } from './hipaa.ts';
import { frameworkIds, type FrameworkId } from './ids.ts';
import { iso270012022 } from './iso-27001-2022.ts';
import { nist80053r5 } from './nist-800-53-r5.ts';
import { pciDssV401 } from './pci-dss-v4.0.1.ts';
import { soc2 } from './soc2.ts';

export type { Framework } from './framework.ts';
export { frameworkIds, type FrameworkId } from './ids.ts';

/** All frameworks by id. */
export const frameworks = {
  'nist-800-53-r5': nist80053r5,
  'fedramp-moderate-r5': fedrampModerateR5,
  'pci-dss-v4.0.1': pciDssV401,
  hipaa: hipaa,
  'iso-27001-2022': iso270012022,
  soc2: soc2,
  'cis-aws-v6': cisAwsV6,
  'aws-fsbp': awsFsbp,
  'aws-ai-security': awsAiSecurity,
} as const satisfies Record<FrameworkId, Framework>;

/** A requirement's id within one framework. */
export type RequirementId<F extends FrameworkId> = keyof (typeof frameworks)[F]['requirements'] & string;

/** What a control supports, by framework; an id that does not exist does not compile. */
export type Requirements = { readonly [F in FrameworkId]?: readonly RequirementId<F>[] };

/** One requirement as people read it. */
export interface Requirement {
  readonly framework: FrameworkId;
  readonly id: string;
  readonly title: string;
}

const titleOf = (framework: FrameworkId, id: string): string => {
  const { requirements }: Framework = frameworks[framework];
  return requirements[id] ?? id;
};

/** What a requirement asks for, in a few words. */
export const requirementTitle = <F extends FrameworkId>(framework: F, id: RequirementId<F>): string =>
  titleOf(framework, id);

/**
 * A control's requirements as a flat list with titles, in the order of `frameworkIds`. `shown`: only those of the frameworks
 * that the organisation cares for; empty: of all.
 */
export const requirementsOf = (
  requirements: Requirements,
  shown: readonly FrameworkId[] = [],
): readonly Requirement[] =>
  frameworkIds
    .filter((framework) => shown.length === 0 || shown.includes(framework))
    .flatMap((framework) =>
      (requirements[framework] ?? []).map((id) => ({ framework, id, title: titleOf(framework, id) })),
    );
