import { readFileSync } from 'node:fs';
import { lambdaClient, start } from '../shared/adapters/aws/deployment/started.ts';
import { deploy } from './deployment/deploy.ts';
import { doctor, exiting, osls, ownStacks, regionOf } from './deployment/run.ts';
import { askedFor } from './deployment/settings.ts';

const templateOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

await exiting(async () => {
  const asked = askedFor(process.argv.slice(2));
  await deploy(asked, await regionOf(asked.region), {
    stacks: ownStacks(),
    osls,
    start: async (name, where) => start(lambdaClient(where), name),
    doctor,
    templates: { store: templateOf('table.yml'), forwarder: templateOf('forwarder.yml') },
    say: (line) => console.log(line),
  });
});
