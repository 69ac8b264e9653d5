import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type ParsedNode, type YAMLMap } from 'yaml';
import { readYamlTree } from './yaml-tree.ts';

/** A waiver as `sagewatch.yml` has it. */
export interface WrittenWaiver {
  control: string;
  resource: string;
  type: string;
  reason: string;
  requester: string;
  approver: string;
  /** `2026-11-20` */
  approved: string;
  until: string;
  ticket?: string | undefined;
}

type Node = ParsedNode | null;

/** Where a text is to be taken out, and what is put there. */
interface Edit {
  from: number;
  to: number;
  put: string;
}

const section = 'waivers';

/** The waiver as an item of a list, its dash so far from the margin; with a line end. */
const itemText = (waiver: WrittenWaiver, indent: number): string =>
  stringify([waiver], { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}\n`)
    .join('');

/** The beginning of the line behind a place. */
const nextLine = (text: string, place: number): number => {
  if (place > 0 && text[place - 1] === '\n') return place;
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end + 1;
};

/** Puts whole lines to where a line begins, or behind a last line that has no end. */
const linesAt = (text: string, place: number, lines: string): Edit => ({
  from: place,
  to: place,
  put: `${place > 0 && text[place - 1] !== '\n' ? '\n' : ''}${lines}`,
});

const indentOf = (node: Node): number => {
  const token = node?.srcToken;
  return token && 'indent' in token ? Math.max(token.indent, 0) : 0;
};

const isNothing = (node: Node): boolean =>
  node === null ||
  (isScalar(node) && node.value === null) ||
  (isSeq(node) && node.items.length === 0 && node.flow === true);

const editIn = (text: string, root: Node, waiver: WrittenWaiver): Edit | undefined => {
  if (root === null) return linesAt(text, text.length, `${section}:\n${itemText(waiver, 2)}`);
  if (!isMap(root) || root.flow) return undefined;
  const indent = indentOf(root);
  const pair = (root as YAMLMap<Node, Node>).items.find(({ key }) => isScalar(key) && key.value === section);
  const margin = ' '.repeat(indent);
  if (!pair) return linesAt(text, text.length, `${margin}${section}:\n${itemText(waiver, indent + 2)}`);
  const { key, value } = pair;
  if (isNothing(value)) {
    const [start, to] = value?.range ?? [key?.range[1] ?? 0, key?.range[1] ?? 0];
    // What stood for nothing goes; what is behind it in its line, a comment, stays.
    const place = nextLine(text, to);
    const rest = text.slice(to, place).trimEnd();
    const from = start < to && rest === '' && text[start - 1] === ' ' ? start - 1 : start;
    return { from, to: place, put: `${rest}\n${itemText(waiver, indent + 2)}` };
  }
  const last = isSeq(value) && !value.flow ? (value.items.at(-1) as Node | undefined) : undefined;
  if (!last) return undefined;
  return linesAt(text, nextLine(text, last.range[1]), itemText(waiver, indentOf(value)));
};

const plain = (text: string): Readonly<Record<string, unknown>> | undefined => {
  const { tree, faults } = readYamlTree(text);
  const value = tree.value ?? {};
  return faults.length > 0 || typeof value !== 'object' || Array.isArray(value)
    ? undefined
    : (value as Readonly<Record<string, unknown>>);
};

/** What a text has to say once the waiver is in it; undefined: the text cannot be read, or its waivers are no list. */
const wanted = (text: string, waiver: WrittenWaiver): string | undefined => {
  const before = plain(text);
  const waivers = before?.[section] ?? [];
  if (!before || !Array.isArray(waivers)) return undefined;
  return JSON.stringify({ ...before, [section]: [...waivers, waiver] });
};

const applied = (text: string, edit: Edit | undefined): string | undefined =>
  edit && text.slice(0, edit.from) + edit.put + text.slice(edit.to);

/** The same by the document as a whole: comments stay, its layout may not. */
const rewritten = (document: Document.Parsed, waiver: WrittenWaiver): string => {
  if (isSeq(document.get(section))) document.addIn([section], document.createNode(waiver));
  else document.set(section, document.createNode([waiver]));
  return document.toString({ lineWidth: 0 });
};

/**
 * A text of `sagewatch.yml` with one waiver more, behind the others: nothing else of what it says, of its comments or of its
 * layout is another. (Where its waivers are written in brackets, only the layout may be.) Pure. Undefined: that cannot be had;
 * the text is wrong already.
 */
export const withWaiver = (text: string, { ticket, ...rest }: WrittenWaiver): string | undefined => {
  const waiver = { ...rest, ...(ticket !== undefined && { ticket }) };
  const says = wanted(text, waiver);
  if (says === undefined) return undefined;
  const hasReturns = text.includes('\r\n');
  const document = parseDocument(text, { keepSourceTokens: true, stringKeys: true, uniqueKeys: false });
  const isRight = (candidate: string | undefined): candidate is string =>
    candidate !== undefined && JSON.stringify(plain(candidate)) === says;
  const edit = editIn(text, document.contents as Node, waiver);
  const edited = applied(text, edit && { ...edit, put: hasReturns ? edit.put.replaceAll(/\r?\n/g, '\r\n') : edit.put });
  if (isRight(edited)) return edited;
  const whole = rewritten(document, waiver);
  return isRight(whole) ? whole : undefined;
};
