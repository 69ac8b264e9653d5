import type { Reason } from './finding.ts';

/** `3 d 4 h`, `12 min`: the two largest units. */
export const durationOf = (milliseconds: number): string => {
  const units: [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ];
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (parts.length > 0 && unit !== 's')) parts.push(`${count} ${unit}`);
    if (parts.length === 2) break;
  }
  return parts.filter((part) => !part.startsWith('0 ')).join(' ') || '0 s';
};

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
