import { readFileSync } from 'node:fs';
import { catalogueText } from './catalogue.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Every generated file with the text it has to have; the drift test compares, `npm run generate` writes. */
export const generatedFiles = async (root: string): Promise<[path: string, text: string][]> => [
  ['shared/catalogue.ts', catalogueText(root, read)],
];
