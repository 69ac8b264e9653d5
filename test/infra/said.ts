import { defaultConfiguration, type Configuration } from '../../shared/core/configuration.ts';
import { watchdog } from '../fixtures/watchdog.ts';
import { account, member, organization } from './stacks.ts';

const production = { environment: 'prod', dataClass: 'phi', owner: null } as const;

/** As severe as it gets: production with regulated data. */
const configuration: Configuration = {
  ...defaultConfiguration,
  organization,
  accounts: { [account]: production, [member]: production },
};

/** What Sagewatch says of recorded calls: findings above low, and of which resources it knows. */
export const said = async (calls: readonly object[]): Promise<{ known: string[]; findings: string[] }> => {
  const dog = watchdog({ configuration });
  for (const call of calls) await dog.feed(call);
  const known = await dog.store.resources('*');
  const findings = await dog.findings();
  return {
    known: known.map(({ resource }) => resource.arn),
    findings: findings
      .filter(({ status, severity }) => status === 'open' && severity !== 'low')
      .map(({ controlId, severity, resource }) => `${severity} ${controlId} ${resource.arn}`),
  };
};
