import control from '../../../shared/controls/kms/key-rotation.ts';
import { cases } from '../cases.ts';

const symmetric = {
  keyManager: 'CUSTOMER',
  keySpec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  rotationEnabled: false,
  rotationGraceUntil: null,
} as const;

export default cases(control, {
  pass: { 'rotation on': { ...symmetric, rotationEnabled: true } },
  fail: {
    'switched off': { ...symmetric, expect: 'rotation of the key is off' },
    'never switched on': { ...symmetric, rotationGraceUntil: Date.parse('2026-11-02T08:00:00Z') },
  },
  notApplicable: {
    'made today': { ...symmetric, rotationGraceUntil: Date.parse('2026-11-02T20:00:00Z') },
    'an asymmetric key': { ...symmetric, keySpec: 'RSA_2048' },
    'imported key material': { ...symmetric, origin: 'EXTERNAL' },
    'a key that AWS manages': { ...symmetric, keyManager: 'AWS' },
  },
  record: {
    eventSource: 'kms.amazonaws.com',
    eventName: 'DisableKeyRotation',
    requestParameters: { keyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  },
});
