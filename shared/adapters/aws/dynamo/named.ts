import { folded } from './layout.ts';

/** Whether a text is what people typed: `*` is any characters, every other one itself, and letter case does not count. */
export const likeness = (typed: string): ((value: string) => boolean) => {
  const [first = '', ...others] = folded(typed).split('*');
  const last = others.pop();
  return (value) => {
    const whole = folded(value);
    if (last === undefined) return whole === first;
    const end = whole.length - last.length;
    if (end < first.length || !whole.startsWith(first) || !whole.endsWith(last)) return false;
    let at = first.length;
    for (const piece of others) {
      const found = whole.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
};

/** Whether an ARN, or the name at its end, is what people typed. */
export const nameLikeness = (typed: string): ((arn: string) => boolean) => {
  const ways = [typed, `*/${typed}`, `*:${typed}`].map(likeness);
  return (arn) => ways.some((isLike) => isLike(arn));
};
