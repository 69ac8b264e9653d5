import type { Plugin } from 'esbuild';
import { packedActionTable } from './packed-action-table.ts';
import { withoutAdvice } from './without-advice.ts';

/** What serverless-esbuild bundles functions with, each function by itself. */
const plugins: readonly Plugin[] = [packedActionTable, withoutAdvice];

export default plugins;
