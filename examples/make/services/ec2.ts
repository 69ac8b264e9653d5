import { call, ec2Id, type Entry } from '../call.ts';
import { production, type Actor } from '../cast.ts';
import { uuidOf } from '../random.ts';

interface Rule {
  groupId: string;
  port: number;
  /** A block of addresses, or the id of another group. */
  source: string;
  description?: string;
}

interface Change extends Rule {
  time: string;
  region: string;
  by: Actor;
  /** The older way to say it: the rule stands flat beside empty `ipPermissions`. */
  flat?: boolean;
  delivered?: string;
}

const requested = ({ groupId, port, source, description, flat }: Change) => {
  const ports = { ipProtocol: 'tcp', fromPort: port, toPort: port };
  if (flat) return { groupId, ipPermissions: {}, ...ports, cidrIp: source };
  const isGroup = source.startsWith('sg-');
  return {
    groupId,
    ipPermissions: {
      items: [
        {
          ...ports,
          groups: isGroup ? { items: [{ userId: production, groupId: source }] } : {},
          ipRanges: isGroup ? {} : { items: [{ cidrIp: source, ...(description && { description }) }] },
          ipv6Ranges: {},
          prefixListIds: {},
        },
      ],
    },
  };
};

const ruleId = ({ groupId, port, source }: Rule): string => ec2Id('sgr', `${groupId} ${port} ${source}`);

const ruleSet = (rule: Rule) => ({
  items: [
    {
      groupOwnerId: production,
      groupId: rule.groupId,
      securityGroupRuleId: ruleId(rule),
      ...(rule.description && { description: rule.description }),
      isEgress: false,
      ipProtocol: 'tcp',
      fromPort: rule.port,
      toPort: rule.port,
      ...(rule.source.startsWith('sg-')
        ? { referencedGroupId: rule.source, referencedGroupInfo: { groupId: rule.source, userId: production } }
        : { cidrIpv4: rule.source }),
    },
  ],
});

const changed =
  (name: string, set: string) =>
  (change: Change): Entry => {
    const { time, region, by, delivered } = change;
    return call({
      time,
      region,
      by,
      source: 'ec2',
      name,
      request: requested(change),
      response: {
        requestId: uuidOf(`${name} ${time}`),
        _return: true,
        [set]: ruleSet(change),
      },
      ...(delivered && { delivered }),
    });
  };

export const letsIn = changed('AuthorizeSecurityGroupIngress', 'securityGroupRuleSet');
export const keepsOut = changed('RevokeSecurityGroupIngress', 'revokedSecurityGroupRuleSet');

export const newGroup = (
  time: string,
  { region, by, groupId, name, vpcId }: { region: string; by: Actor; groupId: string; name: string; vpcId: string },
): Entry =>
  call({
    time,
    region,
    by,
    source: 'ec2',
    name: 'CreateSecurityGroup',
    request: {
      groupName: name,
      groupDescription: name.replaceAll('-', ' '),
      vpcId,
      tagSpecificationSet: {
        items: [{ resourceType: 'security-group', tags: [{ key: 'owner', value: 'ml-platform' }] }],
      },
    },
    response: {
      requestId: uuidOf(`group ${groupId}`),
      _return: true,
      groupId,
      tagSet: { items: [{ key: 'owner', value: 'ml-platform' }] },
    },
  });
