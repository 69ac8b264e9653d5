import { deployedChannels, fallbackChannel } from '../shared/adapters/aws/service/open-channels.ts';
import type { Delivering } from '../shared/app/notices/deliver.ts';
import type { Desk } from '../shared/app/notices/desk.ts';
import { controls } from '../shared/catalogue.ts';
import type { Configuration } from '../shared/core/configuration.ts';
import { requirementsOf } from '../shared/frameworks/index.ts';
import type { Channel } from '../shared/ports.ts';
import { aliasesOf } from './aliases.ts';
import { holding } from './judging.ts';
import { logger } from './logger.ts';
import { clock, notices, sleep, store } from './parts.ts';
import { settings } from './settings.ts';

const byId = new Map(controls.map((control) => [control.id as string, control]));
const channelsUnder = deployedChannels({ stage: settings.STAGE, topic: settings.FINDINGS_TOPIC }, clock, sleep);

let held: { configuration: Configuration; channels: Map<string, Channel> } | undefined;

/** Everything by which people are told, under the configuration that holds now. */
export const telling = async (): Promise<{ desk: Desk; delivering: Delivering }> => {
  const { configuration, catalogue } = await holding();
  if (held?.configuration !== configuration) {
    held = { configuration, channels: channelsUnder(configuration.notices) };
  }
  const { channels } = held;
  const desk: Desk = {
    store,
    clock,
    queue: notices,
    configuration,
    controlOf: (id) => byId.get(id),
    requirementsOf: (control) => (control ? requirementsOf(control.requirements, configuration.frameworks) : []),
    aliasesOf,
    catalogue,
  };
  const delivering: Delivering = {
    ...desk,
    settings: configuration.notices,
    channelOf: (name) => channels.get(name),
    fallback: fallbackChannel,
    // The words are what the alarm's filter looks for. [infra/alarms.yml]
    undelivered: (what) => logger.error('a channel does not take a notice', { ...what }),
  };
  return { desk, delivering };
};
