import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { keyRotation, withRequirements } from '../../frameworks/profiles.ts';
import { kmsKey } from '../../resources/kms/key.ts';

export default defineControl({
  id: 'kms/key-rotation',
  title: 'Customer managed symmetric keys rotate by themselves',
  severity: 'medium',
  appliesTo: kmsKey,
  reads: ['keyManager', 'keySpec', 'origin', 'rotationEnabled', 'rotationGraceUntil'],
  rationale: 'Rotation limits how much data one generation of key material protects, and costs nothing in use.',
  remediation: {
    summary: 'Switch automatic rotation on; what is encrypted stays readable.',
    command: ({ name, region }) => shell`aws kms enable-key-rotation --region ${region} --key-id ${name}`,
  },
  requirements: withRequirements(keyRotation, { 'cis-aws-v6': ['4.6'] }),
  aliases: ['kms-rotation-disabled'],
  evaluate: ({ keyManager, keySpec, origin, rotationEnabled, rotationGraceUntil }, { at }) => {
    if (keyManager === 'AWS') return notApplicable('AWS manages and rotates the key');
    if (keySpec !== 'SYMMETRIC_DEFAULT')
      return notApplicable(`Keys of the kind ${keySpec} cannot rotate by themselves`);
    if (origin !== 'AWS_KMS') return notApplicable('Only key material that KMS made can rotate by itself');
    if (rotationEnabled) return pass;
    if (rotationGraceUntil && at < rotationGraceUntil) {
      return notApplicable('The key was made within the last 24 hours', rotationGraceUntil);
    }
    return fail('Automatic rotation of the key is off');
  },
});
