const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One argument of a POSIX shell: names come from records, and a record's text is hostile. */
export const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};

/** A command line in which every value that is put in is quoted. */
export const shell = (parts: TemplateStringsArray, ...values: readonly unknown[]): string =>
  parts.reduce((command, part, index) => command + quoted(values[index - 1]) + part);
