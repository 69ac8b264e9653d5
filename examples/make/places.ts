import { frankfurt, ireland, oregon, production } from './cast.ts';

/** Keys, by what they are for; their ids are obviously nobody's. */
export const keyIds = {
  data: '11111111-aaaa-4aaa-8aaa-000000000001',
  notebooks: '11111111-aaaa-4aaa-8aaa-000000000002',
  serving: '11111111-aaaa-4aaa-8aaa-000000000003',
  training: '11111111-aaaa-4aaa-8aaa-000000000004',
} as const;

export const keyArn = (key: keyof typeof keyIds, region: string): string =>
  `arn:aws:kms:${region}:${production}:key/${keyIds[key]}`;

/** What Terraform laid out in a Region before the week: subnets, and the group of what runs in them. */
export const networks = {
  [frankfurt]: { vpc: 'vpc-0aaaaaaaaaaaaaa01', subnet: 'subnet-0aaaaaaaaaaaaaa01', group: 'sg-0aaaaaaaaaaaaaa01' },
  [ireland]: { vpc: 'vpc-0bbbbbbbbbbbbbb01', subnet: 'subnet-0bbbbbbbbbbbbbb01', group: 'sg-0bbbbbbbbbbbbbb01' },
  [oregon]: { vpc: 'vpc-0cccccccccccccc01', subnet: 'subnet-0cccccccccccccc01', group: 'sg-0cccccccccccccc01' },
} as const;

export const vpcConfig = (region: keyof typeof networks) => ({
  securityGroupIds: [networks[region].group],
  subnets: [networks[region].subnet],
});

export const bastion = 'sg-0bbbbbbbbbbbbbb02';
export const labelingHosts = 'sg-0cccccccccccccc02';
export const teamTrail = `arn:aws:cloudtrail:${frankfurt}:${production}:trail/team-trail`;
export const guardrail = 'p-guardrail1';
export const organizationRoot = 'r-exam';
export const domainId = 'd-exampledomain1';
export const registry = (region: string): string => `${production}.dkr.ecr.${region}.amazonaws.com`;
