/**
 * What a function makes of each value, in the order of the values, with up to `ahead` more under way than are waited for.
 * A failure is thrown when its turn has come; who stops early leaves what is under way to itself.
 */
export const ahead = async function* <Value, Made>(
  values: Iterable<Value>,
  count: number,
  make: (value: Value) => Promise<Made>,
): AsyncGenerator<Made> {
  const underWay: Promise<{ made: Made } | { error: unknown }>[] = [];
  for (const value of values) {
    underWay.push(
      make(value).then(
        (made) => ({ made }),
        (error: unknown) => ({ error }),
      ),
    );
    if (underWay.length > count) yield await first(underWay);
  }
  while (underWay.length > 0) yield await first(underWay);
};

const first = async <Made>(underWay: Promise<{ made: Made } | { error: unknown }>[]): Promise<Made> => {
  const outcome = await underWay.shift();
  if (!outcome) throw new Error('nothing is under way');
  if ('error' in outcome) throw outcome.error;
  return outcome.made;
};
