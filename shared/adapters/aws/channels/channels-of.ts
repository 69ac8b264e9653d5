import { seconds } from '../../../core/instant.ts';
import type { ChannelSettings, NoticeSettings } from '../../../core/notice-settings.ts';
import { shell } from '../../../core/shell.ts';
import type { Channel, Clock, Sleep } from '../../../ports.ts';
import { paced } from '../../pace.ts';
import { slackBot } from '../../slack/bot.ts';
import { systemWire, type Wire } from '../../slack/post.ts';
import type { SecretAccess, Secrets } from '../../slack/secrets.ts';
import { slackWebhook } from '../../slack/webhook.ts';
import type { Ses } from '../ses.ts';
import { emailChannel } from './email.ts';
import { busChannel, type EventBus } from './event-bus.ts';
import { outcomeOf } from './outcome.ts';
import { topicChannel, type Sns } from './sns.ts';

/** What channels are made of: clients of AWS, a stage's secrets, time. */
export interface ChannelParts {
  stage: string;
  sns: Sns;
  eventBus: EventBus;
  ses: Ses;
  secrets: Secrets;
  /** The stack's own topic of findings. */
  topic: string;
  configurationSet?: string | undefined;
  unsubscribeUrl?: string | undefined;
  clock: Clock;
  sleep: Sleep;
  wire?: Wire;
  /** Where Slack's Web API is, where it is not where it always is. */
  slackApi?: string | undefined;
}

/** Messages that SNS takes a second for a subscriber of mail; more would end the subscription. */
const topicPace = { count: 10, period: seconds(1) };

/** The channels of a configuration, by the names that routes use. Making them asks nobody anything. */
export const channelsOf = (settings: NoticeSettings, parts: ChannelParts): Map<string, Channel> => {
  const { stage, secrets, configurationSet, unsubscribeUrl, wire = systemWire } = parts;
  const access: SecretAccess = {
    secrets,
    setCommand: (name) => shell`sagewatch secret set ${name} --stack ${stage}`,
    unreadable: (error) => outcomeOf(error, { what: 'reading a secret', permission: 'ssm:GetParameter' }),
  };
  const turns = new Map<string, () => Promise<void>>();
  /** Channels of one topic take turns together. */
  const turnFor = (topic: string): (() => Promise<void>) => {
    const turn = turns.get(topic) ?? paced(topicPace.count, topicPace.period, parts);
    turns.set(topic, turn);
    return turn;
  };

  const channelOf = (channel: ChannelSettings): Channel => {
    switch (channel.kind) {
      case 'slack-webhook':
        return slackWebhook(channel.secret, access, wire);
      case 'slack-bot':
        return slackBot(channel, access, wire, parts.slackApi);
      case 'sns': {
        const topic = channel.topic ?? parts.topic;
        return topicChannel(parts.sns, topic, turnFor(topic));
      }
      case 'event-bus':
        return busChannel(parts.eventBus, channel.bus);
      case 'email':
        return emailChannel(parts.ses, { from: settings.sender, to: channel.to, configurationSet, unsubscribeUrl });
    }
  };
  return new Map(Object.entries(settings.channels).map(([name, channel]) => [name, channelOf(channel)]));
};
