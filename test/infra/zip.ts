const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;

/** The names of the files in a zip, with their sizes as they are unpacked: what its directory says. */
export const filesIn = (zip: Buffer): Record<string, number> => {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error('this is no zip');
  const files: Record<string, number> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (zip.readUInt32LE(at) !== entryOfDirectory) throw new Error('the directory of this zip is broken');
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    files[zip.toString('utf8', at + 46, at + 46 + name)] = zip.readUInt32LE(at + 24);
    at += 46 + name + extra + comment;
  }
  return files;
};
