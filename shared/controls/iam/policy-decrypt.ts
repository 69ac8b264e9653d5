import { callsOnAnything } from '../../control-families/calls-on-anything.ts';
import { inFrameworks, keyManagement, leastPrivilege, withRequirements } from '../../frameworks/profiles.ts';
import { anyName, type CallAsked } from '../../iam/index.ts';

/** A key of any name in any Region: keys of one Region are fewer, and AWS counts naming it as a limit. [Security Hub, KMS.1] */
const on = [`arn:{partition}:kms:${anyName}:*:key/${anyName}`];
const anyRegion = { 'aws:RequestedRegion': anyName };

/** Encrypting anew under the same key shows nothing to anybody. */
const underAnother = { Bool: { 'kms:ReEncryptOnSameKey': 'false' } };

/**
 * Asked directly, and by a service that no policy names. A policy that says through which services (kms:ViaService,
 * aws:CalledVia) opens what these give out by permissions of their own, not whatever was encrypted.
 */
const decrypting = (action: string): readonly CallAsked[] => [
  {
    action,
    on,
    when: {
      ...underAnother,
      StringEquals: anyRegion,
      Null: { 'kms:ViaService': 'true', 'aws:CalledVia': 'true' },
    },
  },
  {
    action,
    on,
    when: {
      ...underAnother,
      StringEquals: { ...anyRegion, 'kms:ViaService': `${anyName}.${anyName}.amazonaws.com` },
      'ForAnyValue:StringEquals': { 'aws:CalledVia': `${anyName}.amazonaws.com` },
      'ForAllValues:StringEquals': { 'aws:CalledVia': `${anyName}.amazonaws.com` },
    },
  },
];

export default callsOnAnything({
  id: 'iam/policy-decrypt',
  title: 'Policies name the keys to decrypt with',
  severity: 'medium',
  rationale:
    'Whoever may decrypt with every key reads whatever encrypted data they come by: the keys no longer keep apart who may read what.',
  summary: 'Name the keys in Resource, or say through which services with a condition on kms:ViaService.',
  warning: 'Whoever reads data under a key that the new policy does not name is locked out of it.',
  requirements: withRequirements(
    inFrameworks(leastPrivilege, 'nist-800-53-r5', 'fedramp-moderate-r5', 'pci-dss-v4.0.1'),
    inFrameworks(keyManagement, 'nist-800-53-r5', 'fedramp-moderate-r5', 'pci-dss-v4.0.1'),
    { 'aws-fsbp': ['KMS.1', 'KMS.2'] },
  ),
  aliases: ['iam-policy-kms-decrypt-any'],
  calls: ['kms:Decrypt', 'kms:ReEncryptFrom'].flatMap(decrypting),
  onWhat: 'with every key',
});
