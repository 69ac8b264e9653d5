import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the runtime client is installed for the tests, and for them only. */
export const runtimeFolder = join(import.meta.dirname, '.runtime');

const installed = join(runtimeFolder, 'node_modules/aws-lambda-ric');

/** What Lambda starts in a process of its own: it asks for events, and hands them to the handler. */
export const runtimeClient = join(installed, 'index.mjs');

/** Whether it is there, with the part of it that is compiled. */
export const hasRuntimeClient = (): boolean =>
  existsSync(runtimeClient) && existsSync(join(installed, 'rapid-client.node'));
