import { effort } from './effort.ts';

/** A run of addresses, first and last included. */
export interface Block {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

const parsedV4 = (text: string): bigint | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256n + BigInt(part);
  }
  return value;
};

const groupsOf = (text: string): string[] | undefined => {
  if (text === '') return [];
  const groups = text.split(':');
  const tail = groups.at(-1) ?? '';
  if (!tail.includes('.')) return groups;
  const v4 = parsedV4(tail);
  return v4 === undefined ? undefined : [...groups.slice(0, -1), (v4 >> 16n).toString(16), (v4 & 0xffffn).toString(16)];
};

const parsedV6 = (text: string): bigint | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array.from({ length: missing }, () => '0'), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    value = value * 65_536n + BigInt(`0x${group}`);
  }
  return value;
};

/** The addresses that a value of IpAddress names: one, or a block in CIDR form. Undefined where it is neither. */
export const blockOf = (text: string): Block | undefined => {
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return undefined;
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const value = family === 4 ? parsedV4(address) : parsedV6(address);
  if (value === undefined) return undefined;
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits)) return undefined;
  const size = 1n << BigInt(bits - Number(prefix ?? bits));
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
};

/** Whether a block has an address. */
export const contains = (block: Block, address: Block): boolean =>
  block.family === address.family && block.first <= address.first && address.last <= block.last;

const blocks = (...texts: string[]): Block[] => texts.flatMap((text) => blockOf(text) ?? []);

/** Addresses that nobody has on the internet. */
const unreachable = blocks(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
  '::1/128',
);

const compareFirst = (a: Block, b: Block): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

/** The blocks joined where they touch or overlap, in order. */
const united = (list: readonly Block[]): Block[] => {
  const result: Block[] = [];
  for (const block of list.toSorted(compareFirst)) {
    const last = result.at(-1);
    if (last && block.first <= last.last + 1n) {
      if (block.last > last.last) result[result.length - 1] = { ...last, last: block.last };
    } else result.push(block);
  }
  return result;
};

/** What blocks in order leave when others in order are taken away. */
const without = (list: readonly Block[], taken: readonly Block[]): Block[] => {
  const left: Block[] = [];
  let at = 0;
  effort(list.length + taken.length);
  for (const block of list) {
    let { first } = block;
    while (at < taken.length && (taken[at]?.last ?? 0n) < first) at++;
    for (let next = at; next < taken.length && first <= block.last; next++) {
      const hole = taken[next];
      if (!hole || hole.first > block.last) break;
      if (hole.first > first) left.push({ ...block, first, last: hole.first - 1n });
      first = hole.last + 1n > first ? hole.last + 1n : first;
    }
    if (first <= block.last) left.push({ ...block, first });
  }
  return left;
};

const size = (list: readonly Block[]): bigint => list.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);

const ofFamily = (list: readonly Block[], family: 4 | 6): Block[] => list.filter((block) => block.family === family);

/** What is left of blocks on the internet. */
const reachable = (list: readonly Block[], family: 4 | 6): Block[] =>
  without(united(ofFamily(list, family)), united(ofFamily(unreachable, family)));

const textOf = ({ family, first }: Block): string =>
  family === 4
    ? [24n, 16n, 8n, 0n].map((shift) => String((first >> shift) & 0xffn)).join('.')
    : Array.from({ length: 8 }, (_, at) => ((first >> BigInt(112 - at * 16)) & 0xffffn).toString(16)).join(':');

const everything: Readonly<Record<4 | 6, Block>> = {
  4: { family: 4, first: 0n, last: (1n << 32n) - 1n },
  6: { family: 6, first: 0x2000n << 112n, last: (0x4000n << 112n) - 1n },
};

/**
 * Addresses a stranger may have, one of each sort, where policies tell these lists of blocks apart. A list whose public
 * part is no wider than a /8 (IPv6: /32), all together, names somebody: a stranger is not in it. [S3, the meaning of public]
 */
export const strangersAddresses = (lists: readonly (readonly string[])[], anybody: boolean): readonly string[] => {
  const found = new Set<string>();
  const parsed = lists.map((list) => list.flatMap((text) => blockOf(text) ?? []));
  effort(lists.length ** 2 + parsed.flat().length);
  for (const family of [4, 6] as const) {
    const widest = family === 4 ? 1n << 24n : 1n << 96n;
    const publics = parsed.map((list) => reachable(list, family));
    const named = anybody ? [] : united(publics.filter((list) => size(list) <= widest).flat());
    const regions = [[everything[family]], ...publics];
    for (const region of regions) {
      const open = without(reachable(region, family), named);
      const [inside] = open;
      if (inside) found.add(textOf(inside));
      for (const other of publics) {
        const [outside] = without(open, other);
        if (outside) found.add(textOf(outside));
      }
    }
    const [outsideAll] = without(without(reachable([everything[family]], family), named), united(publics.flat()));
    if (outsideAll) found.add(textOf(outsideAll));
  }
  return [...found];
};
