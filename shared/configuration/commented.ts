/** Where the schema lies for somebody who installed the package beside the file. */
const installedSchema = './node_modules/sagewatch/infra/generated/sagewatch.schema.json';

const body = `
## What Sagewatch has to know of your organisation. Everything here may be left out, and this file says nothing yet:
## take the "# " off the lines you want. Lines with two # are explanations. Reference: docs/configuration.md of Sagewatch.

## Your accounts: what each is for, the most sensitive data in it, and who answers for it. Production makes public
## access and administrators one step more severe; a sandbox makes everything else one step less severe.
# accounts:
#   111122223333: { environment: prod, data_class: phi, owner: ml-platform }
#   444455556666: { environment: sandbox }

## How your tags are read; a resource's own tags come before its account. \`values\` says what a tag's values mean where
## they are not the words themselves. null: no tag tells it. These are the defaults:
# tags:
#   environment:
#     key: environment
#     values: { production: prod, development: dev, staging: dev, test: dev }
#   data_class: { key: data-class }
#   owner: { key: owner }

## Data classes that make every finding one step more severe. The default:
# regulated_data_classes: [phi, cardholder, pii]

## Your AWS organization, and the accounts of others that you trust (a vendor that may assume a role of yours).
# organization: o-exampleorgid
# trusted_accounts:
#   - 777788889999

## Where your people come from: networks, IPv4 and IPv6, and VPC endpoints. Left out, no address is taken for foreign.
# networks:
#   - 203.0.113.0/24
#   - 2001:db8::/32
# vpc_endpoints:
#   - vpce-0123456789abcdef0

## What is approved. Left out, nothing is objected to for not being in the list.
# approved:
#   lifecycle_configs: [idle-shutdown, team-*]
#   git_hosts: [github.com, git.example.org]
#   boundaries: [ml-boundary]

## EventBridge rules that feed a detector: changing one is a finding. The default, which a list here replaces:
# detector_rules: ['*sagewatch*', '*cloudtrail*', '*security*', '*guardduty*', '*compliance*', '*audit*', '*siem*']

## Which roles are for whose work: a persona of SageMaker's Role Manager, data-scientist, mlops or compute, or custom, which
## does what \`activities\` say. What a role may do beyond it is a finding. Roles are named by name or ARN, or by tags; of
## several that fit a role the first counts. \`activities\` and \`actions\` add to the persona's own.
## Activities: accessAWSServices, runStudioApps, manageJobs, manageModels, manageEndpoints, managePipelines,
## manageExperiments, visualizeExperiments, monitorModels, accessS3Buckets, accessS3AllResources, queryWorkgroups,
## manageGlueTables.
# personas:
#   - roles: [ds-*, 'arn:aws:iam::111122223333:role/team/ds-*']
#     persona: data-scientist
#     activities: [queryWorkgroups]
#   - tags: { persona: ml-reviewer }
#     persona: custom
#     activities: [visualizeExperiments, manageModels]
#     actions: [sagemaker:Describe*]

## Controls that are switched off or weigh differently, by id, alias or pattern; what names a control exactly comes
## before a pattern. \`sagewatch controls\` lists them. For one resource, prefer a waiver: it has a reason and an end.
# controls:
#   sagemaker/notebook-root-access: { severity: medium }
#   '*-volume-key': { enabled: false }

## Within how many days a finding should be mended, by severity; after that it is overdue.
# due_days: { critical: 1, high: 7, medium: 30, low: 90 }

## Of the service on AWS: how many findings of each control are open, as a metric each of CloudWatch ($0.30 a month for
## each control with open findings). Left out: counts of all controls together only.
# control_metrics: true

## The frameworks that reports show: nist-800-53-r5, fedramp-moderate-r5, pci-dss-v4.0.1, hipaa, iso-27001-2022, soc2,
## cis-aws-v6, aws-fsbp, aws-ai-security. Left out: all.
# frameworks: [nist-800-53-r5, hipaa]

## Approved exceptions. What a waiver covers stays open, is counted apart and never counts as passing; after \`until\` it
## counts as none. \`resource\` is an ARN or a name, with * for any characters. A waiver without * covers a resource that
## was deleted and made again only if \`approved\` is not older than that.
## type: false-positive, risk-accepted, compensating-control or planned-change.
# waivers:
#   - control: sagemaker/notebook-root-access
#     resource: arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/gpu-drivers-*
#     type: compensating-control
#     reason: Drivers are installed by hand; the role of these notebooks reaches public data only.
#     requester: Alice Example
#     approver: Bob Example
#     approved: 2026-11-01
#     until: 2027-06-30
#     ticket: SEC-123
`;

/**
 * The text that `sagewatch init` writes: a `sagewatch.yml` that explains itself and states nothing yet. `schema`: where
 * editors find the JSON Schema, as seen from the file.
 */
export const commentedConfiguration = (schema = installedSchema): string =>
  `# yaml-language-server: $schema=${schema}\n${body}`;
