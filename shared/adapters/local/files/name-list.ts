import { deliveredAt } from '../../../cloudtrail/key-layout.ts';
import type { Files } from '../../trail-walk.ts';

const chunk = 1024 * 1024;
/** In front of each name: how many bytes it has. */
const prefix = 2;

/**
 * Names of files, to be read in the order of delivery and then of their bytes. As bytes outside the heap they take a third
 * of what strings take, which is what lets a folder of a million files be read in bounded memory.
 */
export const nameList = () => {
  const chunks: Buffer[] = [];
  const positions: number[] = [];
  const times: number[] = [];
  let end = 0;

  const chunkOf = (index: number): Buffer => chunks[Math.floor((positions[index] ?? 0) / chunk)] ?? Buffer.alloc(0);
  const startOf = (index: number): number => ((positions[index] ?? 0) % chunk) + prefix;
  const endOf = (index: number): number => startOf(index) + chunkOf(index).readUInt16LE(startOf(index) - prefix);
  const compare = (a: number, b: number) =>
    (times[a] ?? 0) - (times[b] ?? 0) || chunkOf(a).compare(chunkOf(b), startOf(b), endOf(b), startOf(a), endOf(a));

  return {
    add: (name: string): void => {
      const length = Buffer.byteLength(name);
      if (chunks.length === 0 || end + prefix + length > chunk) {
        chunks.push(Buffer.allocUnsafeSlow(chunk));
        end = 0;
      }
      const bytes = chunks.at(-1);
      bytes?.writeUInt16LE(length, end);
      bytes?.write(name, end + prefix);
      positions.push((chunks.length - 1) * chunk + end);
      times.push(deliveredAt(name) ?? 0);
      end += prefix + length;
    },
    inOrder: (): Files<string> => {
      const order = new Uint32Array(positions.length).map((_, index) => index).sort(compare);
      return {
        length: order.length,
        at: (place) => {
          const index = order[place];
          return index === undefined ? undefined : chunkOf(index).toString('utf8', startOf(index), endOf(index));
        },
      };
    },
  };
};
