import type { KnownMap } from '../core/known-map.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { shell } from '../core/shell.ts';
import { fail, pass, unknown, type Verdict } from '../core/verdict.ts';
import { absentRules, presentRules, type IngressRule } from '../resources/ec2/ingress.ts';

/** Which part of its address family a CIDR block is; 0 for what is no block: a group or a prefix list is not public. */
const share = (source: string): number => {
  const slash = source.indexOf('/');
  const prefix = Number(source.slice(slash + 1));
  return slash < 0 || !Number.isInteger(prefix) || prefix < 0 ? 0 : 2 ** -prefix;
};

const isV6 = ({ source }: IngressRule): boolean => source.includes(':');

/** From this part of all addresses on, a set of rules is open to the internet; all IPv6 that is given out is 2000::/3. */
const enough = (rule: IngressRule): number => (isV6(rule) ? 2 ** -3 : 2 ** -1);

const portsText = ({ protocol, ports }: IngressRule): string => {
  if (protocol === 'all') return 'all traffic';
  if (!ports) return `protocol ${protocol}`;
  if (ports.from === 0 && ports.to === 65_535) return `every ${protocol} port`;
  return ports.from === ports.to ? `${protocol} port ${ports.from}` : `${protocol} ports ${ports.from}-${ports.to}`;
};

/**
 * The rules open to the internet: those that are so by themselves, or, where none is, those that are so together, for two
 * halves of all addresses are all of them. A rule beside an open one, of an office say, is not open for that.
 */
const openRules = (rules: readonly IngressRule[]): readonly IngressRule[] => {
  const groups = Map.groupBy(rules, (rule) => `${portsText(rule)} ${isV6(rule)}`);
  return [...groups.values()].flatMap((group) => {
    const alone = group.filter((rule) => share(rule.source) >= enough(rule));
    if (alone.length > 0) return alone;
    const [first] = group;
    const together = group.reduce((sum, { source }) => sum + share(source), 0);
    return first && together >= enough(first) ? group : [];
  });
};

/** A rule as a request of EC2 names it; undefined: which ICMP messages it lets in was not kept. */
const permissionOf = (rule: IngressRule): object | undefined => {
  const { protocol, ports, source } = rule;
  if (protocol.startsWith('icmp')) return undefined;
  return {
    IpProtocol: protocol === 'all' ? '-1' : protocol,
    ...(ports && { FromPort: ports.from, ToPort: ports.to }),
    ...(isV6(rule) ? { Ipv6Ranges: [{ CidrIpv6: source }] } : { IpRanges: [{ CidrIp: source }] }),
  };
};

/** The command that takes the open rules of a group away; where they cannot be named, one that shows them. */
export const revokedIngress = (
  { name, region }: ResourceRef,
  ingress: KnownMap | undefined,
  matters: (rule: IngressRule) => boolean,
): string => {
  const open = ingress ? openRules(presentRules(ingress).filter(matters)) : [];
  const permissions = open.map(permissionOf);
  return open.length === 0 || permissions.includes(undefined)
    ? shell`aws ec2 describe-security-group-rules --region ${region} --filters ${`Name=group-id,Values=${name}`}`
    : shell`aws ec2 revoke-security-group-ingress --region ${region} --group-id ${name} --ip-permissions ${JSON.stringify(permissions)}`;
};

/**
 * The verdict on what a security group lets in from the internet. A rule that is known to be open fails, whatever else is
 * not known; a group whose rules are not all known passes only when an open rule of it was taken away.
 */
export const internetIngress = (ingress: KnownMap, matters: (rule: IngressRule) => boolean): Verdict => {
  const open = openRules(presentRules(ingress).filter(matters));
  if (open.length > 0) {
    const details = open.map((rule) => `${portsText(rule)} from ${rule.source}`);
    return fail(`Open to the internet: ${details.join('; ')}`, { details, reach: 'public' });
  }
  if (ingress.complete || openRules(absentRules(ingress).filter(matters)).length > 0) return pass;
  return unknown('rules of the group that no record told of');
};
