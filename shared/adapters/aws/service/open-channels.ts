import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { mailRules } from '../../../app/service/names.ts';
import type { NoticeSettings } from '../../../core/notice-settings.ts';
import type { Channel, Clock, Sleep } from '../../../ports.ts';
import { channelsOf } from '../channels/channels-of.ts';
import { stageSecrets } from '../channels/secrets.ts';

/** Where notices go that no other channel takes: the stack's own topic, whatever is configured. No channel of people's has this name. */
export const fallbackChannel = '(findings topic)';

/** The channels of a stage under a configuration, with the function's own credentials; clients are made once. */
export const deployedChannels = (
  { stage, topic }: { stage: string; topic: string },
  clock: Clock,
  sleep: Sleep,
): ((settings: NoticeSettings) => Map<string, Channel>) => {
  const parts = {
    stage,
    topic,
    clock,
    sleep,
    sns: new SNSClient({}),
    eventBus: new EventBridgeClient({}),
    ses: new SESv2Client({}),
    configurationSet: mailRules(stage),
    secrets: stageSecrets(new SSMClient({}), stage, clock),
  };
  return (settings) =>
    channelsOf(
      { ...settings, channels: { ...settings.channels, [fallbackChannel]: { kind: 'sns', topic: null } } },
      parts,
    );
};
