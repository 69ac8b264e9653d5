import { composed, givenDefaults, templateAt, type Template } from './composed.ts';
import { resolved, type Resolved } from './resolved.ts';

export const account = '111122223333';
export const member = '444455556666';
export const home = 'eu-central-1';
export const organization = 'o-exampleorgid';

const key = `arn:aws:kms:${home}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** The store's stack. */
export const store = (): Resolved =>
  resolved(templateAt('infra/table.yml'), { account, region: home, parameters: { Stage: 'prod' } });

/** The functions of serverless.yml, as osls makes resources of them; test/infra/package.test.ts sees to it that it does. */
export const functionResources: Template['Resources'] = Object.fromEntries(
  ['evaluate', 'work', 'sweep', 'reconcile', 'canary', 'notify', 'tell', 'digest'].map((name) => [
    `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`,
    { Type: 'AWS::Lambda::Function', Properties: { FunctionName: `sagewatch-prod-${name}` } },
  ]),
);

/** The home stack; by default in an organization, with somebody to tell, in a Region that is not the global one. */
export const homeStack = ({
  region = home,
  parameters = {},
}: { region?: string; parameters?: Record<string, string> } = {}) => {
  const template = composed(givenDefaults);
  return resolved(
    { ...template, Resources: { ...template.Resources, ...functionResources } },
    {
      account,
      region,
      parameters: {
        Organization: organization,
        OperationsEmail: 'operations@example.org',
        StoreTable: 'sagewatch-prod',
        StoreStream: `arn:aws:dynamodb:${region}:${account}:table/sagewatch-prod/stream/2026-11-23T00:00:00.000`,
        StoreKey: key.replace(home, region),
        ...parameters,
      },
    },
  );
};

/** What forwards, in a Region of an account. */
export const forwarder = (region: string, own = member, OrganizationId = organization): Resolved =>
  resolved(templateAt('infra/forwarder.yml'), {
    account: own,
    region,
    parameters: {
      Stage: 'prod',
      HubAccount: account,
      HubBusArn: `arn:aws:events:${home}:${account}:event-bus/sagewatch-prod`,
      OrganizationId,
    },
  });

/** The resources of one type. */
export const ofType = (stack: Resolved, type: string) =>
  Object.entries(stack).flatMap(([id, resource]) => (resource.type === type ? [{ id, ...resource }] : []));

/** The properties of a resource that a stack has to have. */
export const propertiesIn = (stack: Resolved, id: string): Record<string, any> => {
  const resource = stack[id];
  if (!resource) throw new Error(`there is no ${id}`);
  return resource.properties;
};
