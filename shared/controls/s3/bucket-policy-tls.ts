import { analysisOf, statementsIn, withStatements } from '../../control-families/policy-analysis.ts';
import { settingUp } from '../../control-families/set-up.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { encryptionInTransit, withRequirements } from '../../frameworks/profiles.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';
import { isMlName } from '../../resources/s3/ml-bucket.ts';

const emptyPolicy = JSON.stringify({ Version: '2012-10-17' });
const plainHttp = { Bool: { 'aws:SecureTransport': 'false' } };

/**
 * Allows the bucket's own account, and everybody, what moves data, over plain HTTP alone: what is left of it after the
 * Denies of the policy is what they do not refuse.
 */
const askedFor = (account: string, bucket: string): readonly object[] =>
  [{ AWS: `arn:aws:iam::${account}:root` }, '*'].flatMap((Principal) => {
    const asks = { Effect: 'Allow', Principal, Condition: plainHttp };
    const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'];
    return [
      { ...asks, Action: actions, Resource: `${bucket}/*` },
      { ...asks, Action: 's3:ListBucket', Resource: bucket },
    ];
  });

export default defineControl({
  id: 's3/bucket-policy-tls',
  title: 'Bucket policies refuse plain HTTP',
  severity: 'medium',
  appliesTo: s3Bucket,
  reads: ['policy', 'taggedAsMl'],
  rationale: 'S3 answers over plain HTTP, too: what a careless client moves that way can be read and changed underway.',
  remediation: {
    summary:
      'Deny s3:* to everybody on the bucket and its objects where aws:SecureTransport is false, beside what the policy says already.',
    command: ({ name, arn }, { policy }) =>
      shell`aws s3api put-bucket-policy --bucket ${name} --policy ${withStatements(policy ?? emptyPolicy, {
        Sid: 'RefusePlainHttp',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: plainHttp,
      })}`,
    warning: 'Clients that use plain HTTP stop, browsers of a website among them.',
  },
  requirements: withRequirements(encryptionInTransit, { 'aws-fsbp': ['S3.5'], 'cis-aws-v6': ['3.1.1'] }),
  aliases: ['s3-bucket-no-tls-policy'],
  evaluate: ({ policy, taggedAsMl }, { at, createdAt, resource }) => {
    if (policy === null) {
      if (!isMlName(resource.name)) {
        if (taggedAsMl === 'not known') return unknown('whether its tags mark the bucket as one of machine learning');
        if (taggedAsMl === 'no') {
          return notApplicable('It has no policy, and nothing marks the bucket as one of machine learning');
        }
      }
      return (
        settingUp('The bucket', { at, createdAt }) ?? fail('The bucket has no policy, so nothing refuses plain HTTP')
      );
    }
    if (policy === undefined) return unknown('the policy document');
    const { indeterminate } = analysisOf({ kind: 'resource', policy, bucket: resource.name }, at);
    if (indeterminate !== null) return unknown(`the policy document: ${indeterminate}`);
    const denies = statementsIn(policy).filter(({ Effect }) => Effect === 'Deny');
    const asked = JSON.stringify({
      Version: '2012-10-17',
      Statement: [...denies, ...askedFor(resource.account, resource.arn)],
    });
    const left = analysisOf({ kind: 'resource', policy: asked, bucket: resource.name }, at);
    if (left.indeterminate !== null) return unknown(`the policy document: ${left.indeterminate}`);
    const found = left.findings.find(({ id }) => id === `crossAccount:${resource.account}` || id === 'public');
    if (!found?.witness) return pass;
    const { principal, action, resource: what } = found.witness;
    return fail(`The bucket policy does not refuse plain HTTP to everybody: nothing denies ${action} on ${what}`, {
      details: [`No Deny of the policy applies to ${principal}, ${action}, ${what}, aws:SecureTransport false`],
    });
  },
});
