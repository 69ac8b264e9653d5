import { analysisOf, proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { dataProtection, outboundTraffic, withRequirements } from '../../frameworks/profiles.ts';
import { callsThrough } from '../../iam/endpoint-calls.ts';
import { vpcEndpoint } from '../../resources/ec2/vpc-endpoint.ts';

/** What EC2 gives an endpoint where nobody says otherwise. [AWS PrivateLink, endpoint policies] */
const fullAccess = JSON.stringify({
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

export default defineControl({
  id: 'ec2/vpc-endpoint-policy',
  title: 'Endpoint policies keep strangers’ credentials from strangers’ resources',
  severity: 'high',
  appliesTo: vpcEndpoint,
  reads: ['serviceName', 'policyDocument'],
  rationale:
    'Code in the network that brings credentials of another account puts your data into a bucket of that account, through your own endpoint: no policy of yours is asked but the endpoint’s.',
  remediation: {
    summary:
      'Confine who calls (aws:PrincipalOrgID, aws:PrincipalAccount) or what for (aws:ResourceOrgID, aws:ResourceAccount, buckets by name); leave the buckets of AWS that images and packages come from open for reading.',
    command: (resource) => editedPolicy(policyHomes.endpoint(resource)),
    warning: 'Calls to what the new policy does not name stop for everything in the network.',
  },
  requirements: withRequirements(outboundTraffic, dataProtection),
  aliases: ['ec2-vpce-policy-open'],
  evaluate: ({ serviceName, policyDocument }, { at, resource }) => {
    if (serviceName === null) return notApplicable('It leads to no service of AWS');
    if (serviceName === undefined) return unknown('the service of the endpoint');
    if (callsThrough(serviceName).length === 0) {
      return notApplicable(`${serviceName} is not among the services that data of machine learning leaves through`);
    }
    if (policyDocument === undefined) return unknown('the policy document');
    const analysis = analysisOf(
      {
        kind: 'endpoint',
        policy: policyDocument ?? fullAccess,
        account: resource.account,
        service: serviceName,
        vpceId: resource.name,
      },
      at,
    );
    if (analysis.indeterminate !== null) return unknown(`the policy document: ${analysis.indeterminate}`);
    const open = analysis.findings.find(({ id }) => id === 'public');
    if (!open?.witness) return pass;
    const { principal, action } = open.witness;
    const label = policyDocument === null ? 'The default policy' : statementLabel(open);
    const who = principal === 'anybody, unsigned' ? 'callers without credentials' : 'credentials of any account';
    const proof = proofOf(open);
    return fail(
      `${label} lets ${who} call ${action} for resources of any account: data can leave through the endpoint`,
      {
        details: proof === undefined ? [] : [`${label}: ${proof}`],
      },
    );
  },
});
