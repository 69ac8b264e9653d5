import { readFileSync } from 'node:fs';
import { commentedConfiguration } from '../../shared/configuration/commented.ts';
import { catalogueText } from './catalogue.ts';
import { configurationSchemaText } from './configuration-schema.ts';
import { controlPages } from './control-pages.ts';
import { eventPatternsText } from './event-patterns.ts';
import { actionTablePath, actionTableText } from './iam-actions.ts';
import { readerPermissionsText } from './reader-permissions.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Every generated file with the text it has to have; the drift test compares, `npm run generate` writes. */
export const generatedFiles = async (root: string): Promise<[path: string, text: string][]> => [
  ['shared/catalogue.ts', catalogueText(root, read)],
  [actionTablePath, await actionTableText()],
  ['infra/generated/event-patterns.json', eventPatternsText()],
  ['infra/generated/reader-permissions.json', await readerPermissionsText()],
  ['infra/generated/sagewatch.schema.json', configurationSchemaText()],
  ['sagewatch.example.yml', commentedConfiguration('./infra/generated/sagewatch.schema.json')],
  ...(await controlPages(root)),
];
