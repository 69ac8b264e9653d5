/** Whether a pattern of `*` and `?` matches a whole text: by trying, from the front. */
export const matches = (pattern: string, text: string): boolean => {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    for (let length = 0; length <= text.length; length++) {
      if (matches(pattern.slice(1), text.slice(length))) return true;
    }
    return false;
  }
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && matches(pattern.slice(1), text.slice(1));
};

/** An ARN in its six parts; the last one may hold colons. */
const parts = (arn: string): string[] => [...arn.split(':').slice(0, 5), arn.split(':').slice(5).join(':')];

/** As the ARN operators do it: each part by itself. */
export const arnMatches = (pattern: string, arn: string): boolean =>
  parts(pattern).length === 6 && parts(arn).every((part, index) => matches(parts(pattern)[index] ?? '', part));

/** An address as a text of bits, with the family it is of. */
const bitsOf = (address: string): string => {
  if (!address.includes(':')) {
    return `4${address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('')}`;
  }
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(address.includes('::') ? missing : 0).fill('0'), ...groups(tail)];
  return `6${all.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('')}`;
};

/** Whether an address is in a block: `10.0.0.0/8`, `::/0`, or one address. */
export const within = (block: string, address: string): boolean => {
  const [base = '', length] = block.split('/');
  const bits = bitsOf(base);
  return bitsOf(address).startsWith(length === undefined ? bits : bits.slice(0, 1 + Number(length)));
};
