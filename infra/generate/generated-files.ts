import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commentedConfiguration } from '../../shared/configuration/commented.ts';
import { catalogueText } from './catalogue.ts';
import { configurationSchemaText } from './configuration-schema.ts';
import { controlPages } from './control-pages.ts';
import { costPageText } from './cost-page.ts';
import { digestEmailPath, digestEmailText } from './digest-email.ts';
import { eventPatternsText, homeRulesText } from './event-patterns.ts';
import { eventSchemaText, topicMessageSchemaText } from './event-schema.ts';
import { forwarderText } from './forwarder.ts';
import { actionTablePath, actionTableText } from './iam-actions.ts';
import { readerPermissionsText } from './reader-permissions.ts';
import { homeReaderText } from './reader-policies.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Every generated file with the text it has to have; the drift test compares, `npm run generate` writes. */
export const generatedFiles = async (root: string): Promise<[path: string, text: string][]> => {
  const readerPermissions = await readerPermissionsText();
  return [
    ['shared/catalogue.ts', catalogueText(root, read)],
    [actionTablePath, await actionTableText()],
    [digestEmailPath, await digestEmailText(root)],
    ['infra/generated/event-patterns.json', eventPatternsText()],
    ['infra/generated/home-rules.json', homeRulesText()],
    ['infra/generated/reader-permissions.json', readerPermissions],
    ['infra/generated/home-reader.json', homeReaderText(readerPermissions)],
    ['infra/forwarder.yml', forwarderText(readerPermissions)],
    ['infra/generated/sagewatch.schema.json', configurationSchemaText()],
    ['infra/generated/event.schema.json', eventSchemaText()],
    ['infra/generated/topic-message.schema.json', topicMessageSchemaText()],
    ['sagewatch.example.yml', commentedConfiguration('./infra/generated/sagewatch.schema.json')],
    ['docs/cost.md', costPageText(read(join(root, 'docs/cost.md')))],
    ...(await controlPages(root)),
  ];
};
