import type { KeptStore } from '../../shared/adapters/aws/deployment/kept-store.ts';
import type { Stacks } from '../../shared/adapters/aws/deployment/stacks.ts';
import { stackNames } from '../../shared/app/service/names.ts';
import { UsageError } from './settings.ts';

/** What a removal works with. */
export interface Removing {
  stacks: Stacks;
  store: KeptStore;
  osls(words: readonly string[]): Promise<void>;
  /** Asks, and gives back what was typed. */
  ask(question: string): Promise<string>;
  say(line: string): void;
}

/** Which stage of which Region. */
export interface Removed {
  stage: string;
  region: string;
}

const removeService = async ({ stage, region }: Removed, { stacks, osls, say }: Removing): Promise<void> => {
  const { home, forwarder } = stackNames(stage);
  const deployed = await stacks.find({ name: home, region });
  if (!deployed) {
    say(`${home} in ${region}: there is none`);
    return;
  }
  const regions = (deployed.parameters['WatchedRegions'] ?? '').split(',').filter((each) => each !== '');
  await Promise.all(
    regions
      .filter((each) => each !== region)
      .map(async (each) => {
        await stacks.remove({ name: forwarder, region: each });
        say(`${forwarder} in ${each}: removed`);
      }),
  );
  await osls(['remove', '--stage', stage, '--region', region]);
};

/** Takes the service away. What it remembers stays, with the key to it, and the next deployment goes on with them. */
export const remove = async (removed: Removed, removing: Removing): Promise<void> => {
  const { store, say } = removing;
  await removeService(removed, removing);
  const kept = await store.find(removed.stage);
  if (!kept) return;
  say(`Kept: the table ${kept.table}`);
  say(`Kept: the key ${kept.key}`);
  say(
    `They cost what they hold, and a dollar a month for the key. The next deployment of ${removed.stage} goes on with`,
  );
  say(`them; npm run remove -- --purge ${removed.stage} deletes them, too.`);
};

/** Takes away everything, what it remembers too, once somebody has typed what that is called. */
export const purge = async (removed: Removed, removing: Removing): Promise<void> => {
  const { stage, region } = removed;
  const { stacks, store, ask, say } = removing;
  const kept = await store.find(stage);
  if (kept) {
    say(`This deletes the table ${kept.table}: all findings, their histories and every event that was ever handled;`);
    if (kept.secrets.length > 0) say(`the secrets ${kept.secrets.join(', ')};`);
    say(`and in 30 days the key ${kept.key}`);
  }
  const name = stackNames(stage).home;
  const typed = await ask(`Type ${name} to delete everything of the stage ${stage}: `);
  if (typed.trim() !== name) throw new UsageError('nothing was deleted');
  await removeService(removed, removing);
  if (kept) await store.destroy(kept);
  await stacks.remove({ name: stackNames(stage).store, region });
  say(`Everything of ${stage} is deleted. Until its key is gone, in 30 days, that can be called off (docs/deploy.md).`);
};
