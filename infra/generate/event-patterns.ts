import { logicalId, ruleResource, wholeDelivery } from './delivery-rules.ts';

/** The text of the rules that the service puts on EventBridge's default bus. */
export const eventPatternsText = (): string => `${JSON.stringify({ rules: wholeDelivery() }, null, 2)}\n`;

/** The text of the home stack's rules, which deliver to the queue of events directly; read by serverless.yml. */
export const homeRulesText = (): string => {
  const Resources = Object.fromEntries(
    wholeDelivery().map((rule) => [
      logicalId(rule),
      ruleResource(rule, {
        nameOf: (rest) => `sagewatch-\${sls:stage}-${rest}`,
        stage: '${sls:stage}',
        target: {
          Id: 'events',
          Arn: { 'Fn::GetAtt': ['EventsQueue', 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['UndeliveredDeadLetters', 'Arn'] } },
        },
      }),
    ]),
  );
  return `${JSON.stringify({ Resources }, null, 2)}\n`;
};
