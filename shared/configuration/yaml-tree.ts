import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml';
import { quoted, type Fault } from './problem.ts';

/** A YAML document as plain values, with the places they stand at. */
export interface YamlTree {
  /** Maps without a prototype, lists, texts, booleans and null. Numbers and dates stay the text they were written as. */
  value: unknown;
  /** Where the value at a path stands; where it is missing, what should hold it. */
  offsetOf(path: readonly PropertyKey[]): number;
  /** Where the last key of a path stands. */
  keyOffsetOf(path: readonly PropertyKey[]): number;
}

export interface ReadTree {
  tree: YamlTree;
  faults: readonly Fault[];
  lineOf(offset: number): { line: number; col: number };
}

const longestText = 1_000_000;
const deepest = 12;
/** One slip of syntax draws others after it, that tell nothing. */
const syntaxFaultsShown = 3;

type Node = ParsedNode | null;

const startOf = (node: Node | undefined): number => node?.range[0] ?? 0;

const plainText = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const scalarValue = (value: unknown, source: string | undefined): unknown =>
  // An account id must not lose its leading zeros, nor a ticket become 1e3: what YAML takes for a number stays text.
  typeof value === 'string' || typeof value === 'boolean' || value === null ? value : (source ?? null);

/** Where a value and its key stand, and where what is in it does. */
interface Place {
  key: number;
  value: number;
  inside: Map<PropertyKey, Place>;
}

const placeOf = (key: Node, value: Node): Place => ({
  key: startOf(key),
  value: startOf(value ?? key),
  inside: new Map(),
});

const valueOf = (node: Node, path: readonly PropertyKey[], place: Place, faults: Fault[]): unknown => {
  const fault = (what: string, expected: string, offset = startOf(node)): undefined => {
    faults.push({ offset, path, what, expected });
  };
  const inside = (name: PropertyKey, key: Node, value: Node): unknown => {
    const within = placeOf(key, value);
    place.inside.set(name, within);
    return valueOf(value, [...path, name], within, faults);
  };
  if (node === null) return null;
  if (isAlias(node)) return fault('found an alias (*)', 'the value itself: aliases are not read');
  if (node.anchor !== undefined) fault('found an anchor (&)', 'no anchor: aliases are not read');
  if (path.length > deepest) return fault('nested too deep', `at most ${deepest} deep`);
  if (isScalar(node)) return scalarValue(node.value, node.source);
  if (isSeq(node)) return node.items.map((item, index) => inside(index, item as Node, item as Node));
  if (!isMap(node)) return null;
  const map = Object.create(null) as Record<string, unknown>;
  for (const pair of node.items) {
    const key = pair.key as Node;
    const name = isScalar(key) ? String(key.value) : '';
    // Objects and validators treat this key apart: refused here, it cannot be dropped without a word there.
    if (name === '__proto__') fault('unknown key "__proto__"', 'another key', startOf(key));
    else if (name in map) fault(`the key ${quoted(name)} is here twice`, 'each key once', startOf(key));
    else map[name] = inside(name, key, pair.value as Node);
  }
  return map;
};

/** Reads YAML into plain values. Pure, and it never throws: what cannot be read is among the faults. */
export const readYamlTree = (text: string): ReadTree => {
  const lines = new LineCounter();
  const tooLong = text.length > longestText;
  const document = parseDocument(tooLong ? '' : text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // Looked for below, with a better word and without comparing each key with each.
    uniqueKeys: false,
    // Nothing is logged either way, but 'silent' would not speak of a second document either.
    logLevel: 'error',
  });
  const faults: Fault[] = [];
  if (tooLong) faults.push({ offset: 0, path: [], what: 'too long', expected: `at most ${longestText} characters` });
  for (const { code, message, pos } of [...document.errors, ...document.warnings].slice(0, syntaxFaultsShown)) {
    const [what, expected] =
      code === 'MULTIPLE_DOCS'
        ? ['found a second document (---)', 'one document']
        : code === 'RESOURCE_EXHAUSTION'
          ? ['nested too deep', `at most ${deepest} deep`]
          : [plainText(message), 'valid YAML'];
    faults.push({ offset: pos[0], path: [], what, expected });
  }
  const root = document.contents as Node;
  const places = placeOf(root, root);
  const value = faults.length > 0 ? null : valueOf(root, [], places, faults);
  const find = (path: readonly PropertyKey[]): Place => {
    let found = places;
    for (const key of path) {
      const next = found.inside.get(key);
      if (!next) break;
      found = next;
    }
    return found;
  };
  return {
    tree: { value, offsetOf: (path) => find(path).value, keyOffsetOf: (path) => find(path).key },
    faults,
    lineOf: (offset) => (lines.lineStarts.length === 0 ? { line: 1, col: 1 } : lines.linePos(offset)),
  };
};
