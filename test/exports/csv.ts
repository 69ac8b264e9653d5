/** Rows of a text in the form of RFC 4180; throws where it is not. A reader of its own, that shares nothing with the writer. */
export const csvRows = (text: string, separator = ','): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '"') throw new Error(`a cell that is not quoted at ${at}`);
    let cell = '';
    at++;
    for (;;) {
      const end = text.indexOf('"', at);
      if (end === -1) throw new Error('a quote that does not end');
      cell += text.slice(at, end);
      at = end + 1;
      if (text[at] !== '"') break;
      cell += '"';
      at++;
    }
    row.push(cell);
    if (text[at] === separator) at++;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`${JSON.stringify(text.slice(at, at + 2))} behind a cell`);
  }
  if (row.length > 0) throw new Error('a row that does not end');
  return rows;
};
