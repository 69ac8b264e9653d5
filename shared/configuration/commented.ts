/** Where the schema lies for somebody who installed the package beside the file. */
const installedSchema = './node_modules/sagewatch/infra/generated/sagewatch.schema.json';

const body = `
## What Sagewatch has to know of your organisation. Everything here may be left out, and this file says nothing yet:
## take the "# " off the lines you want. Lines with two # are explanations. Reference: docs/configuration.md of Sagewatch.

## Your accounts: what people call each, what it is for, the most sensitive data in it, and who answers for it. Production
## makes public access and administrators one step more severe; a sandbox makes everything else one step less severe.
# accounts:
#   111122223333: { name: ml-production, environment: prod, data_class: phi, owner: ml-platform }
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
## \`grace_minutes\`: how long its findings wait for being mended before they are told.
# controls:
#   sagemaker/notebook-root-access: { severity: medium, grace_minutes: 10 }
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

## How long a waiver may hold at most. The default:
# waiver_max_days: 365

## Who answers for what somebody does where neither a tag nor the account says: the first that fits counts. Then who
## answers for what nobody else does.
# owners:
#   - { actor: 'arn:aws:iam::*:role/ml-*', owner: ml-platform }
# default_owner: security

## Where notices go, by the name that routes use. Secrets are no part of this file: \`sagewatch secret set\` keeps them
## under a name, slack-webhook or slack-token, or that with a word behind it (slack-webhook-ml). The channel \`findings\`,
## the SNS topic of the stack, is there already.
# channels:
#   ml-team: { kind: slack-webhook, secret: slack-webhook-ml }
#   security: { kind: slack-bot, secret: slack-token, channel: C0123456789 }
#   machines: { kind: sns, topic: 'arn:aws:sns:eu-central-1:111122223333:security-findings' }
#   automation: { kind: event-bus, bus: default }
#   auditors: { kind: email, to: [audit@example.com] }

## Who is told of what. All routes that fit count; what a route does not say fits anything. \`redact\`: what its channels
## are not told, of accounts (their ids), evidence and people. \`sagewatch routes test RESOURCE\` shows who would be told.
# routes:
#   - owners: [ml-platform]
#     channels: [ml-team]
#   - severities: [critical, high]
#     environments: [prod]
#     channels: [security, automation]
#   - data_classes: [phi]
#     frameworks: [hipaa]
#     accounts: [111122223333]
#     controls: ['s3/*', 'kms/*']
#     channels: [auditors]
#     redact: [accounts, evidence, people]

## When people are told. What is not critical waits for being mended (\`grace_minutes\`), findings of one control by one
## actor are gathered (\`gather_minutes\`), and what is above \`hourly_limit\` in a channel is rolled up. What no route fits
## goes to \`otherwise\`. What \`automation\` does, and what a planned change does, is told at once only if it is critical.
# notices:
#   grace_minutes: 3
#   gather_minutes: 10
#   hourly_limit: 30
#   otherwise: [findings]
#   automation: ['arn:aws:iam::111122223333:role/deploy']
#   planned_changes:
#     - actor: arn:aws:iam::111122223333:role/network-team
#       resources: ['arn:aws:ec2:*:111122223333:security-group/*']
#       from: 2026-11-07T20:00:00+01:00
#       until: 2026-11-08T04:00:00+01:00
#       reason: The VPCs of production move to new security groups.

## Email, once SES may send it, and the weekly digest: each audience gets its own, of everything, of some accounts, or of
## what some owners answer for.
# email: { from: Sagewatch <sagewatch@example.com> }
# digest:
#   audiences:
#     - { name: everything, to: [security@example.com] }
#     - { name: ml-platform, to: [ml@example.com], accounts: [111122223333], owners: [ml-platform] }

## The time zone in which times are told, by its IANA name. The default:
# time_zone: UTC
`;

/**
 * The text that `sagewatch init` writes: a `sagewatch.yml` that explains itself and states nothing yet. `schema`: where
 * editors find the JSON Schema, as seen from the file.
 */
export const commentedConfiguration = (schema = installedSchema): string =>
  `# yaml-language-server: $schema=${schema}\n${body}`;
