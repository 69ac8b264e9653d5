import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { keptStore, storeClients } from '../shared/adapters/aws/deployment/kept-store.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import { stageForm } from '../shared/app/service/names.ts';
import { purge, remove } from './deployment/remove.ts';
import { exiting, osls, ownStacks, regionOf } from './deployment/run.ts';
import { UsageError } from './deployment/settings.ts';

const ask = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
};

await exiting(async () => {
  const { values } = parseArgs({
    options: { stage: { type: 'string' }, purge: { type: 'string' }, region: { type: 'string' } },
  });
  const stage = values.purge ?? values.stage;
  if (stage === undefined || !stageForm.test(stage)) throw new UsageError('say --stage STAGE, or --purge STAGE');
  const region = await regionOf(values.region);
  const how = values.purge === undefined ? remove : purge;
  await how(
    { stage, region },
    {
      stacks: ownStacks(),
      store: keptStore(storeClients(region), systemSleep),
      osls,
      ask,
      say: (line) => console.log(line),
    },
  );
});
