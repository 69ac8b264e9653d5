/**
 * A member that an object of a JSON text has twice, if there is one. `JSON.parse` keeps the last of them silently, so a
 * document could show one thing and mean another. The text must be one that `JSON.parse` takes.
 */
export const repeatedMember = (text: string): string | undefined => {
  const open: (Set<string> | undefined)[] = [];
  let expectsName = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const start = at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
      const names = open.at(-1);
      if (!expectsName || !names) continue;
      const name = JSON.parse(text.slice(start, at + 1)) as string;
      if (names.has(name)) return name;
      names.add(name);
      expectsName = false;
    } else if (character === '{') {
      open.push(new Set());
      expectsName = true;
    } else if (character === '[') {
      open.push(undefined);
      expectsName = false;
    } else if (character === '}' || character === ']') {
      open.pop();
      expectsName = false;
    } else if (character === ',') expectsName = open.at(-1) !== undefined;
  }
  return undefined;
};
