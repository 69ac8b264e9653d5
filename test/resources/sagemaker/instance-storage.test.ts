import { expect, test } from 'vitest';
import { instanceStorage } from '../../../shared/resources/sagemaker/instance-storage.ts';

test.each([
  ['ml.g5.xlarge', 'local-nvme'],
  ['ml.p6e-gb200.36xlarge', 'local-nvme'],
  ['ml.trn1.2xlarge', 'local-nvme'],
  ['ml.m5d.large', 'local-nvme'],
  ['ml.m5.large', 'ebs'],
  ['ml.p3.2xlarge', 'ebs'],
  ['ml.inf2.xlarge', 'ebs'],
  ['ml.z9.large', undefined],
  ['local', undefined],
  ['constructor', undefined],
])('%s: %s', (type, storage) => expect(instanceStorage(type)).toBe(storage));
