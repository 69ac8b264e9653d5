import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { deliveryRules, type DeliveryRule } from '../../shared/delivery/rules.ts';

/** The rules that the service puts on EventBridge's default bus. No configuration narrows them. */
export const wholeDelivery = (): readonly DeliveryRule[] =>
  deliveryRules(catalogueOf(resourceTypes, controls, defaultConfiguration));

/** `SignInRule` of `sagewatch-sign-in`: what a rule is called within a template. */
export const logicalId = ({ name }: DeliveryRule): string => {
  const words = name.replace('sagewatch-', '').split('-');
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Rule`;
};

/** EventBridge tries for a day, as long as it ever does, before it gives an event up. [EventBridge, retry policy] */
const RetryPolicy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/** Where the rules of a template deliver to, and how they are called there. */
export interface Destination {
  /** The text, or function of CloudFormation, that names what is left of `sagewatch-`. */
  nameOf(rest: string): unknown;
  target: object;
  stage: unknown;
}

/** A rule as CloudFormation's resource. */
export const ruleResource = (rule: DeliveryRule, { nameOf, target, stage }: Destination): object => ({
  Type: 'AWS::Events::Rule',
  ...(rule.regions === 'global' && { Condition: 'IsGlobalRegion' }),
  Properties: {
    Name: nameOf(rule.name.replace('sagewatch-', '')),
    State: rule.state,
    EventPattern: rule.pattern,
    Targets: [{ ...target, RetryPolicy }],
    Tags: [{ Key: 'sagewatch', Value: stage }],
  },
});
