import { stackAccess, type StackService } from '../../../shared/adapters/aws/production/stack-access.ts';

/** A request of a client, as the SDK's commands name it. */
export interface Asked {
  service: StackService;
  region: string;
  operation: string;
  input: Record<string, any>;
}

/** An error as AWS's SDK throws it. */
export const awsFailure = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/** Access to a stage of an AWS that answers what it is told to, and remembers what it was asked. */
export const fakeStage = (answer: (asked: Asked) => object, region = 'eu-central-1') => {
  const asked: Asked[] = [];
  const access = stackAccess(
    { stage: 'prod' },
    async (service, options) => ({
      send: async (command: { constructor: { name: string }; input: Record<string, any> }) => {
        const operation = command.constructor.name.replace(/Command$/, '');
        const each = { service, region: options.region ?? '', operation, input: command.input };
        asked.push(each);
        return answer(each);
      },
    }),
    async () => region,
  );
  return { access, asked };
};

/** The parameters of a stage whose store is there. */
export const storeParametersOf = (
  table = 'sagewatch-prod',
  key = 'arn:aws:kms:eu-central-1:111122223333:key/k',
  retention?: string,
) => ({
  Parameters: [
    { Name: '/sagewatch/prod/store/table', Value: table },
    { Name: '/sagewatch/prod/store/key', Value: key },
    ...(retention === undefined ? [] : [{ Name: '/sagewatch/prod/store/retention', Value: retention }]),
  ],
});
