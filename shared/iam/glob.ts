/**
 * Whether a pattern of the policy language matches a whole text: `*` is any run of characters, `?` any one of them, all
 * else is literal. Iterative, so that a hostile pattern costs no more than pattern times text.
 */
export const globMatches = (pattern: string, text: string): boolean => {
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      resume = position;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[position])) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
};
