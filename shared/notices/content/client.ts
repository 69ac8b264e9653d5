import { cut } from './text.ts';

/**
 * Which client a user agent is of, the first that fits: tools name the SDK that they are made with behind themselves.
 * Seen in public records, and in the sources of the clients: CDK, SageMaker's Python SDK (`user_agent.py`).
 */
const families: readonly [RegExp, string][] = [
  // Browsers call some services themselves; for others their console does.
  [/^Mozilla\//, 'console'],
  [/^(console|signin)\.amazonaws\.com(\.cn)?$/, 'console'],
  [/^[\w ]*Console\b.*aws-internal\//, 'console'],
  [/^cloudformation\.amazonaws\.com$/, 'CloudFormation'],
  [/\bTerraform\/|\bterraform-provider-aws\//, 'Terraform'],
  [/\bOpenTofu\//, 'OpenTofu'],
  [/\baws-cdk\//, 'CDK'],
  [/\bAWS-SageMaker-Studio\b/, 'SageMaker Studio'],
  [/\bAWS-SageMaker-Notebook-Instance\b/, 'SageMaker notebook instance'],
  [/\bAWS-SageMaker-Python-SDK\b/, 'SageMaker Python SDK'],
  [/\baws-cli\/.*\bexec-env\/CloudShell\b/, 'CLI in CloudShell'],
  [/\baws-cli\//, 'CLI'],
  [/\baws-internal\/|^AWS Internal$/, 'AWS itself'],
  [/\bboto3\/|\bbotocore\//i, 'Python SDK (boto3)'],
  [/\baws-sdk-js\//, 'JavaScript SDK'],
  [/\baws-sdk-java\//, 'Java SDK'],
  [/\baws-sdk-go(-v2)?\//, 'Go SDK'],
  [/\baws-sdk-ruby3?\//, 'Ruby SDK'],
  [/\baws-sdk-rust\//, 'Rust SDK'],
  [/\baws-sdk-php\//, 'PHP SDK'],
  [/\baws-sdk-dotnet/, '.NET SDK'],
];

const service = /^([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** The longest user agent that CloudTrail writes down. [CloudTrail record contents: userAgent, 1 KB] */
const longest = 1_024;

/**
 * The family of a client by its user agent: what the client says of itself, and whoever calls may say anything. Of one that
 * is not known, its own name.
 */
export const clientOf = (userAgent: string | undefined): string | undefined => {
  const text = userAgent?.slice(0, longest).replace(/^\[/, '').replace(/\]$/, '').trim();
  if (!text) return undefined;
  const family = families.find(([pattern]) => pattern.test(text))?.[1];
  if (family !== undefined) return family;
  return service.exec(text)?.[1] ?? cut(text.split(/[/ ]/, 1)[0] || text, 60);
};
