import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item of the table, as DynamoDB writes it. */
export type Item = Record<string, AttributeValue>;

/** The primary key of an item. */
export interface Key {
  pk: string;
  sk: string;
}

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });

export const textIn = (item: Item | undefined, name: string): string | undefined => item?.[name]?.S;

export const numberIn = (item: Item | undefined, name: string): number | undefined => {
  const value = item?.[name]?.N;
  return value === undefined ? undefined : Number(value);
};

export const keyItem = ({ pk, sk }: Key): Item => ({ pk: text(pk), sk: text(sk) });

export const keyOf = (item: Item): Key => ({ pk: textIn(item, 'pk') ?? '', sk: textIn(item, 'sk') ?? '' });

/** A key as one text, which no other key has. */
export const keyText = ({ pk, sk }: Key): string => `${pk.length} ${pk}${sk}`;

const bytes = (value: string): number => Buffer.byteLength(value);

/** How many bytes DynamoDB counts an item as: names and values in UTF-8, a number as about half a byte a digit. */
export const sizeOf = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, { S, N }]) => sum + bytes(name) + (S === undefined ? Math.ceil((N ?? '').length / 2) + 1 : bytes(S)),
    0,
  );
