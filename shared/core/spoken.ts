import type { Reason } from './finding.ts';

export { durationOf } from './duration.ts';

const reasons: Readonly<Record<Reason, string>> = {
  mended: 'mended',
  deleted: 'the resource was deleted',
  'never-existed': 'it never came to exist',
  lapsed: 'lapsed: no run for 14 days, which is not mended',
  acknowledged: 'acknowledged',
  'aged-out': 'aged out: nothing more was seen for 30 days',
};

/** Why a finding is over, as people say it. */
export const reasonText = (reason: Reason | undefined): string => (reason === undefined ? '' : reasons[reason]);

/** A name as people say it: what is attached to a role is `role ← policy`. */
export const spokenName = (name: string): string => name.replace(/\/attached\/.*\//, ' ← ').replace('/inline/', ' ← ');

const services: Readonly<Record<string, string>> = {
  account: '',
  cloudformation: 'CloudFormation',
  cloudtrail: 'CloudTrail',
  dynamodb: 'DynamoDB',
  ec2: '',
  events: 'EventBridge',
  lambda: 'Lambda',
  organizations: 'Organizations',
  sagemaker: 'SageMaker',
  scheduler: 'EventBridge',
  secretsmanager: 'Secrets Manager',
  sso: 'Identity Center',
};

const kinds: Readonly<Record<string, string>> = {
  'ec2/vpc-endpoint': 'VPC endpoint',
  'sagemaker/mlflow-app': 'SageMaker MLflow app',
  'sagemaker/mlflow-tracking-server': 'SageMaker MLflow tracking server',
};

/** What a resource type is called: `SageMaker notebook instance`, `IAM role`. */
export const kindName = (type: string): string => {
  if (Object.hasOwn(kinds, type)) return kinds[type] ?? type;
  const [service = '', kind = ''] = type.split('/');
  const of = Object.hasOwn(services, service) ? services[service] : service.toUpperCase();
  return `${of} ${kind.replaceAll('-', ' ')}`.trim();
};
