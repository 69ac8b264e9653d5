import { refuse } from './invalid.ts';
import { isText, type Test } from './values.ts';

/** An IP address: its family's bits, and itself as a number. */
interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** Leading zeros are read as decimal; no address of four numbers is longer than this. [event-ruler, by Java's reading] */
const longestV4 = 15;

const v4 = (text: string): Address | undefined => {
  if (text.length > longestV4 || !/^\d+\.\d+\.\d+\.\d+$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return { bits: 32, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
};

const groupsOf = (half: string): readonly string[] => (half === '' ? [] : half.split(':'));

/** The addresses that stand for those of IPv4 are read as these. [event-ruler, by Java's reading] */
const mapped = 0xffffn;

const v6 = (text: string): Address | undefined => {
  if (text.length > 39 || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map(groupsOf);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const value = groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
  return value >> 32n === mapped ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value };
};

const addressOf = (text: string): Address | undefined => v4(text) ?? v6(text);

const within = (bits: number, value: bigint, free: bigint): Test => {
  const wanted = value >> free;
  return (candidate) => {
    const address = isText(candidate) ? addressOf(candidate) : undefined;
    return address?.bits === bits && address.value >> free === wanted;
  };
};

/** A text that is an address stands for the address, however an event spells it. Undefined: it is none. */
export const sameAddress = (text: string): Test | undefined => {
  const address = addressOf(text);
  return address && within(address.bits, address.value, 0n);
};

/** `{"cidr": "10.0.0.0/24"}`. Bits of the host may be set; a block of one address is refused, as EventBridge does. */
export const inBlock = (operand: unknown): Test => {
  if (!isText(operand)) return refuse('cidr takes one text');
  const [text = '', mask = '', ...rest] = operand.split('/');
  if (mask === '' || rest.length > 0) return refuse('cidr takes an address, a slash and the bits of the mask');
  if (!/^[+-]?\d{1,9}$/.test(mask)) return refuse('the bits of the mask of cidr are a whole number');
  const address = addressOf(text);
  if (!address) return refuse(`${JSON.stringify(text)} in cidr is no IP address`);
  const bits = Number(mask);
  if (bits < 0 || bits >= address.bits) {
    return refuse(`the mask of cidr has 0 to ${address.bits - 1} bits: for one address write the address itself`);
  }
  return within(address.bits, address.value, BigInt(address.bits - bits));
};
