/** The first of many, and how many there are beside them: `a, b and 3 more`. */
export const few = (list: readonly string[], most = 8): string =>
  list.length <= most ? list.join(', ') : `${list.slice(0, most).join(', ')} and ${list.length - most} more`;
