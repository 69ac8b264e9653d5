import { awsFsbp } from './aws-fsbp.ts';
import type { Framework } from './framework.ts';

const fsbp = awsFsbp.requirements;

/**
 * AWS AI Security Best Practices v1.0.0, its SageMaker controls: the only AWS standard that asks for customer managed
 * keys on notebook instances, online feature stores and inference experiments.
 *
 * Read from the standard's page (2026). Sixteen of the controls are in `aws-fsbp` too and share their titles.
 */
export const awsAiSecurity = {
  id: 'aws-ai-security',
  title: 'AWS AI Security Best Practices',
  version: '1.0.0',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-ai-security.html',
  requirements: {
    'SageMaker.1': fsbp['SageMaker.1'],
    'SageMaker.2': fsbp['SageMaker.2'],
    'SageMaker.3': fsbp['SageMaker.3'],
    'SageMaker.4': fsbp['SageMaker.4'],
    'SageMaker.5': fsbp['SageMaker.5'],
    'SageMaker.8': fsbp['SageMaker.8'],
    'SageMaker.9': fsbp['SageMaker.9'],
    'SageMaker.10': fsbp['SageMaker.10'],
    'SageMaker.11': fsbp['SageMaker.11'],
    'SageMaker.12': fsbp['SageMaker.12'],
    'SageMaker.13': fsbp['SageMaker.13'],
    'SageMaker.14': fsbp['SageMaker.14'],
    'SageMaker.15': fsbp['SageMaker.15'],
    'SageMaker.16': fsbp['SageMaker.16'],
    'SageMaker.17': fsbp['SageMaker.17'],
    'SageMaker.18': 'Online feature stores are encrypted with a KMS key',
    'SageMaker.19': fsbp['SageMaker.19'],
    'SageMaker.20': 'Model explainability jobs are isolated from the network',
    'SageMaker.21': 'Notebook instances are encrypted with a customer managed key',
    'SageMaker.22': 'Monitoring schedules encrypt traffic between containers',
    'SageMaker.23': 'Inference experiments encrypt volumes with a customer managed key',
    'SageMaker.24': 'Inference experiments encrypt data with a customer managed key',
    'SageMaker.25': 'Model quality jobs are isolated from the network',
  },
} as const satisfies Framework;
