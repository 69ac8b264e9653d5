import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

interface Entry {
  name: string;
  bytes: Buffer;
}

const endOfDirectory = 0x0605_4b50;

/** The files of a zip, by its directory. [PKWARE's APPNOTE, 4.3; 0 is stored, 8 deflated] */
const entriesOf = (zip: Buffer): Entry[] => {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error('no zip');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
    entries.push({ name, bytes: zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed) });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries.filter((entry) => !entry.name.endsWith('/'));
};

/** Unpacks a zip into a folder. Returns how many bytes its files have. */
export const unpacked = (path: string, folder: string): number => {
  const entries = entriesOf(readFileSync(path));
  for (const { name, bytes } of entries) {
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  return entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
};
