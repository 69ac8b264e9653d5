import { GetParameterCommand, type GetParameterCommandOutput } from '@aws-sdk/client-ssm';
import { secretParameter } from '../../../app/service/names.ts';
import { minutes, type Instant } from '../../../core/instant.ts';
import { isSecretName } from '../../../core/secret-name.ts';
import type { Clock } from '../../../ports.ts';
import type { Secrets } from '../../slack/secrets.ts';

/** What is used of the SDK's client. */
export interface Ssm {
  send(command: GetParameterCommand): Promise<Pick<GetParameterCommandOutput, 'Parameter'>>;
}

const keptFor = minutes(5);

/** The secrets of a stage, as `sagewatch secret set` keeps them; remembered for some minutes, never told. */
export const stageSecrets = (client: Ssm, stage: string, clock: Clock): Secrets => {
  const known = new Map<string, { value: string; until: Instant }>();
  return async (name, isFresh = false) => {
    const kept = known.get(name);
    if (kept && !isFresh && clock.now() < kept.until) return kept.value;
    if (!isSecretName(name)) return undefined;
    known.delete(name);
    try {
      const command = new GetParameterCommand({ Name: secretParameter(stage, name), WithDecryption: true });
      const value = (await client.send(command)).Parameter?.Value?.trim();
      if (value === undefined || value === '') return undefined;
      known.set(name, { value, until: clock.now() + keptFor });
      return value;
    } catch (error) {
      // It was not set yet: that is looked at anew each time, so that setting it helps at once.
      if ((error as { name?: string }).name === 'ParameterNotFound') return undefined;
      throw error;
    }
  };
};
