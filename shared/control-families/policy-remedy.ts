import type { ResourceRef } from '../core/resource-ref.ts';
import { quoted, shell } from '../core/shell.ts';
import { saferDocument, type Mendable } from '../iam/index.ts';

/** How a policy is got into a file, and how one is put: the last option of that takes the document. */
interface PolicyHome {
  read: string;
  write: string;
  /** By what an analysis knows the resource; undefined: no safer document follows from one of these. */
  about?: 'bucket' | 'kmsKeyArn' | 'resource';
}

const ofRole = ({ name }: ResourceRef): PolicyHome => ({
  read: shell`aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument`,
  write: shell`aws iam update-assume-role-policy --role-name ${name} --policy-document`,
  about: 'resource',
});

const ofManagedPolicy = ({ arn }: ResourceRef): PolicyHome => ({
  read: shell`aws iam get-policy-version --policy-arn ${arn} --version-id "$(aws iam get-policy --policy-arn ${arn} --query Policy.DefaultVersionId --output text)" --query PolicyVersion.Document`,
  write: shell`aws iam create-policy-version --policy-arn ${arn} --set-as-default --policy-document`,
});

/** Of a role, user or group: its resource is named `OWNER/inline/POLICY`. */
const ofInlinePolicy = ({ arn, name }: ResourceRef): PolicyHome => {
  const [owner = '', policy = ''] = name.split('/inline/');
  const kind = /:(role|user|group)\//.exec(arn)?.[1] ?? 'role';
  const of = shell`${`--${kind}-name`} ${owner} --policy-name ${policy}`;
  return {
    read: `${shell`aws iam ${`get-${kind}-policy`}`} ${of} --query PolicyDocument`,
    write: `${shell`aws iam ${`put-${kind}-policy`}`} ${of} --policy-document`,
  };
};

const ofBucket = ({ name }: ResourceRef): PolicyHome => ({
  read: shell`aws s3api get-bucket-policy --bucket ${name} --query Policy --output text`,
  write: shell`aws s3api put-bucket-policy --bucket ${name} --policy`,
  about: 'bucket',
});

const ofKey = ({ name, region }: ResourceRef): PolicyHome => {
  const of = shell`--region ${region} --key-id ${name} --policy-name default`;
  return {
    read: `aws kms get-key-policy ${of} --query Policy --output text`,
    write: `aws kms put-key-policy ${of} --policy`,
    about: 'kmsKeyArn',
  };
};

const ofRepository = ({ name, region, account }: ResourceRef): PolicyHome => {
  const of = shell`--region ${region} --registry-id ${account} --repository-name ${name}`;
  return {
    read: `aws ecr get-repository-policy ${of} --query policyText --output text`,
    write: `aws ecr set-repository-policy ${of} --policy-text`,
    about: 'resource',
  };
};

const ofEventBus = ({ name, region }: ResourceRef): PolicyHome => ({
  read: shell`aws events describe-event-bus --region ${region} --name ${name} --query Policy --output text`,
  write: shell`aws events put-permission --region ${region} --event-bus-name ${name} --policy`,
  about: 'resource',
});

const ofSecret = ({ name, region }: ResourceRef): PolicyHome => {
  const of = shell`--region ${region} --secret-id ${name}`;
  return {
    read: `aws secretsmanager get-resource-policy ${of} --query ResourcePolicy --output text`,
    write: `aws secretsmanager put-resource-policy ${of} --block-public-policy --resource-policy`,
    about: 'resource',
  };
};

const ofPackageGroup = ({ name, region }: ResourceRef): PolicyHome => {
  const of = shell`--region ${region} --model-package-group-name ${name}`;
  return {
    read: `aws sagemaker get-model-package-group-policy ${of} --query ResourcePolicy --output text`,
    write: `aws sagemaker put-model-package-group-policy ${of} --resource-policy`,
    about: 'resource',
  };
};

const ofEndpoint = ({ name, region }: ResourceRef): PolicyHome => ({
  read: shell`aws ec2 describe-vpc-endpoints --region ${region} --vpc-endpoint-ids ${name} --query 'VpcEndpoints[0].PolicyDocument' --output text`,
  write: shell`aws ec2 modify-vpc-endpoint --region ${region} --vpc-endpoint-id ${name} --policy-document`,
});

/** Where the policies are that are mended, by what has them. */
export const policyHomes = {
  bucket: ofBucket,
  endpoint: ofEndpoint,
  eventBus: ofEventBus,
  inlinePolicy: ofInlinePolicy,
  key: ofKey,
  managedPolicy: ofManagedPolicy,
  packageGroup: ofPackageGroup,
  repository: ofRepository,
  role: ofRole,
  secret: ofSecret,
} as const;

/** Gets a policy into a file, opens it, and puts what was made of it: for what only its author can know. */
export const editedPolicy = ({ read, write }: PolicyHome, file = 'policy.json'): string =>
  `${read} > ${file} && \${EDITOR:-vi} ${file} && ${write} file://${file}`;

/** Said where a command may hold a whole document. */
export const asFound = 'A document in the command is the one that was found, with only this changed.';

/** Beyond this nobody would read what a command puts. */
const longest = 2_000;

/**
 * The command that mends a policy: with the safer document in it, where one follows from what is there (everybody becomes the
 * owner's account, a service is asked for it), else by an editor.
 */
export const mendedPolicy = (
  home: PolicyHome,
  { arn, account, name }: ResourceRef,
  {
    policy,
    kind,
    asked,
    file,
  }: { policy: unknown; kind: 'trust' | 'resource'; asked?: Mendable | undefined; file?: string },
): string => {
  if (typeof policy !== 'string' || policy.length > longest || home.about === undefined || asked === undefined) {
    return editedPolicy(home, file);
  }
  const about = { [home.about]: home.about === 'bucket' ? name : arn };
  const partition = arn.split(':')[1] ?? 'aws';
  const safer = saferDocument(policy, { kind, account, partition, ...about }, asked);
  return safer === undefined || safer.length > longest ? editedPolicy(home, file) : `${home.write} ${quoted(safer)}`;
};
