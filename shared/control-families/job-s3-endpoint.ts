import { defineControl } from '../core/control.ts';
import type { StateOf } from '../core/resource-type.ts';
import { fail, notApplicable, pass, unknown } from '../core/verdict.ts';
import { networkBoundary, outboundTraffic, withRequirements } from '../frameworks/profiles.ts';
import type { Reached } from '../iam/index.ts';
import type { processingJob } from '../resources/sagemaker/processing-job.ts';
import type { trainingJob } from '../resources/sagemaker/training-job.ts';
import { placeOf } from './identity.ts';
import { accessFollowed, jobAccess, provenBy } from './job-access.ts';
import { accessReads, type AccessState, type DeclaredAccess } from './job-data-access.ts';
import { leastRole } from './least-role.ts';

type Job = typeof trainingJob | typeof processingJob;

type Declared<R extends Job, Field extends keyof StateOf<R>> = DeclaredAccess<R, Field> & {
  /** The control that tells of jobs outside a VPC. */
  vpc: string;
};

const throughWhat = ({ finding: { witness } }: Reached): string =>
  witness?.contextKeys['aws:sourcevpce'] === undefined
    ? 'from the internet: neither its policies nor those of the bucket ask for a VPC endpoint'
    : "through anybody's VPC endpoint: neither its policies nor those of the bucket name yours";

/**
 * Controls that ask whether the credentials of a job's role work on the job's own buckets only where the job is: through an
 * endpoint that the policies name. What the network lets through is not known here; what the policies ask for is.
 */
export const jobS3Endpoint = <R extends Job, const Field extends keyof StateOf<R>>({
  jobs,
  outputFields,
  permissions,
  vpc,
  ...declared
}: Declared<R, Field>) =>
  defineControl<R, Field | (typeof accessReads)[number]>({
    ...declared,
    title: `Roles of ${jobs} in a VPC reach the jobs' buckets through its endpoint only`,
    severity: 'low',
    reads: [...accessReads, ...outputFields],
    follows: accessFollowed,
    rationale:
      'The code of a job can hand the credentials of its role to anybody. Bound to an endpoint of your VPC, they open none of its buckets from the internet.',
    remediation: {
      summary:
        'Ask for your endpoint where the role is given its rights on S3 (aws:SourceVpce), as this policy does, or deny what does not come through it in the policies of the buckets.',
      command: (resource, evidence) => leastRole(resource, evidence, { vpce: 'VPC_ENDPOINT_ID' }),
      warning: 'Jobs outside the VPC that share the role, and people who open the bucket in the console, are shut out.',
    },
    requirements: withRequirements(networkBoundary, outboundTraffic),
    evaluate: (state, context) => {
      const job = state as unknown as AccessState;
      if (job.subnets === null) return notApplicable(`the job runs outside a VPC, which ${vpc} judges`);
      if (job.enableNetworkIsolation) return pass;
      const access = jobAccess(job.roleArn ?? '', context, permissions);
      if ('status' in access) return access;
      const { policies, who, beyond } = access;
      const { found, undecided } = beyond.elsewhere;
      const [first, ...others] = found;
      if (first) {
        const more = others.length > 0 ? ` and ${others.length} more of the job's buckets` : '';
        return fail(
          `${who} can use bucket ${first.name}${more} ${throughWhat(first)} (${placeOf(first.finding, policies)})`,
          { details: found.map(({ finding }) => provenBy(finding, policies)) },
        );
      }
      const open = [...policies.missing, ...undecided];
      return open.length > 0 ? unknown(...new Set(open)) : pass;
    },
  });
