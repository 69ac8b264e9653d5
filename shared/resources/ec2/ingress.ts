import { completeMap, type KnownMap } from '../../core/known-map.ts';
import { isMembers, membersOf, textOf, within, type Members } from '../../core/trail-record.ts';

/** A rule that lets traffic in, as the state of a group keeps it: `tcp 22-22 0.0.0.0/0`. */
export interface IngressRule {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `all`, or the number of another protocol. */
  protocol: string;
  /** Null where the protocol has no ports. */
  ports: { from: number; to: number } | null;
  /** A CIDR block, or `sg-…`, `pl-…`. */
  source: string;
}

const protocolNames = new Map([
  ['-1', 'all'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['1', 'icmp'],
  ['58', 'icmpv6'],
]);

const scalar = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : textOf(isMembers(value) ? value['content'] : value);

const whole = (value: unknown): number | undefined => {
  const number = Number(scalar(value));
  return scalar(value) !== undefined && Number.isInteger(number) ? number : undefined;
};

const ruleText = (protocol: unknown, from: unknown, to: unknown, source: string): string => {
  const word = (scalar(protocol) ?? '-1').toLowerCase();
  const name = protocolNames.get(word) ?? word;
  const hasPorts = name === 'tcp' || name === 'udp';
  // Left out, or -1: every port.
  const first = Math.max(whole(from) ?? 0, 0);
  const last = whole(to) ?? -1;
  const ports = hasPorts ? `${first}-${last < 0 ? 65_535 : last}` : '-';
  return `${name} ${ports} ${source.replaceAll(/\s/g, '')}`.replace(/^\s+/, '');
};

/** A rule read back from its text; undefined: the entry is no rule but the pointer of a rule id. */
export const ingressRule = (text: string): IngressRule | undefined => {
  if (text.startsWith('#')) return undefined;
  const [protocol = '', ports = '-', source = ''] = text.split(' ');
  const [from, to] = ports.split('-').map(Number);
  return { protocol, ports: ports === '-' ? null : { from: from ?? 0, to: to ?? 65_535 }, source };
};

const items = (value: unknown): readonly Members[] => {
  const list = within(value, 'items') ?? within(value, 'item') ?? value;
  return (Array.isArray(list) ? (list as unknown[]) : [list]).filter(isMembers);
};

const listOf = (members: Members, ...names: readonly string[]): readonly Members[] =>
  names.flatMap((name) => items(members[name]));

const sourcesOf = (permission: Members): readonly string[] => [
  ...listOf(permission, 'ipRanges', 'IpRanges').flatMap((range) => textOf(range['cidrIp'] ?? range['CidrIp']) ?? []),
  ...listOf(permission, 'ipv6Ranges', 'Ipv6Ranges').flatMap(
    (range) => textOf(range['cidrIpv6'] ?? range['CidrIpv6']) ?? [],
  ),
  ...listOf(permission, 'prefixListIds', 'PrefixListIds').flatMap(
    (list) => textOf(list['prefixListId'] ?? list['PrefixListId']) ?? [],
  ),
  ...listOf(permission, 'groups', 'userIdGroupPairs', 'UserIdGroupPairs').flatMap(
    (group) => textOf(group['groupId'] ?? group['GroupId'] ?? group['groupName'] ?? group['GroupName']) ?? [],
  ),
];

/** The rules of `ipPermissions`, each with all its sources. */
const permissionRules = (permissions: readonly Members[]): readonly string[] =>
  permissions.flatMap((permission) =>
    sourcesOf(permission).map((source) =>
      ruleText(
        permission['ipProtocol'] ?? permission['IpProtocol'],
        permission['fromPort'] ?? permission['FromPort'],
        permission['toPort'] ?? permission['ToPort'],
        source,
      ),
    ),
  );

const member = (members: Members, ...names: readonly string[]): unknown =>
  names.map((name) => members[name]).find((value) => value !== undefined);

/** One rule of a rule set: a response's `securityGroupRuleSet`, DescribeSecurityGroupRules, or a modification. */
const setRule = (rule: Members): { text: string | undefined; id: string | undefined } => {
  const source = [
    member(rule, 'cidrIpv4', 'CidrIpv4'),
    member(rule, 'cidrIpv6', 'CidrIpv6'),
    member(rule, 'prefixListId', 'PrefixListId'),
    member(rule, 'referencedGroupId', 'ReferencedGroupId'),
    within(member(rule, 'referencedGroupInfo', 'ReferencedGroupInfo'), 'groupId'),
    within(member(rule, 'referencedGroupInfo', 'ReferencedGroupInfo'), 'GroupId'),
  ]
    .map(scalar)
    .find((text) => text !== undefined);
  const text =
    source === undefined
      ? undefined
      : ruleText(
          member(rule, 'ipProtocol', 'IpProtocol'),
          member(rule, 'fromPort', 'FromPort'),
          member(rule, 'toPort', 'ToPort'),
          source,
        );
  return { text, id: scalar(member(rule, 'securityGroupRuleId', 'SecurityGroupRuleId')) };
};

const isIngress = (rule: Members): boolean => ![true, 'true'].includes(member(rule, 'isEgress', 'IsEgress') as string);

/** The rules that a request states, in its own form or the older flat one. */
const requestRules = (request: Members): readonly string[] => {
  const listed = permissionRules(listOf(request, 'ipPermissions'));
  const flat = textOf(request['cidrIp']) ?? textOf(request['sourceSecurityGroupName']);
  return flat === undefined
    ? listed
    : [...listed, ruleText(request['ipProtocol'], request['fromPort'], request['toPort'], flat)];
};

type Delta = Record<string, string | null>;

/** A rule under its text, with its id where that is known. */
const added = (texts: readonly string[], set: readonly Members[]): Delta => ({
  ...Object.fromEntries(texts.map((text) => [text, ''])),
  ...Object.fromEntries(
    set
      .filter(isIngress)
      .map(setRule)
      .flatMap(({ text, id }) => (text === undefined ? [] : [[text, id ?? '']])),
  ),
});

export const authorized = (request: Members, response: unknown): Delta =>
  added(requestRules(request), items(within(response, 'securityGroupRuleSet')));

/** Rules taken away by what they say, or by their ids: then the pointer of the id says so. */
export const revoked = (request: Members, response: unknown): Delta => {
  const set = items(within(response, 'revokedSecurityGroupRuleSet')).map(setRule);
  const ids = [
    ...set.map(({ id }) => id),
    ...listOf(request, 'securityGroupRuleIds', 'securityGroupRuleIdSet').map((item) =>
      scalar(member(item, 'securityGroupRuleId', 'item', 'content')),
    ),
  ];
  return Object.fromEntries([
    ...[...requestRules(request), ...set.flatMap(({ text }) => text ?? [])].map((text) => [text, null]),
    ...ids.flatMap((id) => (id ? [[`#${id}`, null]] : [])),
  ]) as Delta;
};

/** Rules that now say something else: the pointer of the id names the text that holds. */
export const modified = (request: Members): Delta => {
  const wrapped = membersOf(request['ModifySecurityGroupRulesRequest'] ?? request);
  return Object.fromEntries(
    items(wrapped['SecurityGroupRule']).flatMap((entry) => {
      const { text } = setRule(membersOf(entry['SecurityGroupRule']));
      const id = scalar(entry['SecurityGroupRuleId']);
      if (text === undefined) return [];
      return id ? [[text, id] as const, [`#${id}`, text] as const] : [[text, ''] as const];
    }),
  );
};

/** All rules of a group as AWS tells them; the rule set also tells their ids. */
export const describedIngress = (group: Members, set: unknown): KnownMap =>
  completeMap(
    added(permissionRules(listOf(group, 'IpPermissions')), Array.isArray(set) ? set.filter(isMembers) : []) as Record<
      string,
      string
    >,
  );

/** The rules that let traffic in, as far as is known. */
export const presentRules = ({ entries }: KnownMap): readonly IngressRule[] =>
  Object.entries(entries).flatMap(([text, id]) => {
    const rule = id === null ? undefined : ingressRule(text);
    if (!rule) return [];
    const pointer = id ? entries[`#${id}`] : undefined;
    return pointer === undefined || pointer === text ? [rule] : [];
  });

/** The rules that were taken away, as far as is known what they said. */
export const absentRules = (ingress: KnownMap): readonly IngressRule[] => {
  const present = new Set(presentRules(ingress).map((rule) => JSON.stringify(rule)));
  return Object.keys(ingress.entries)
    .flatMap((text) => ingressRule(text) ?? [])
    .filter((rule) => !present.has(JSON.stringify(rule)));
};
