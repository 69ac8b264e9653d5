import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';

/** The text of the rules that the service puts on EventBridge's default bus. No configuration narrows them. */
export const eventPatternsText = (): string => {
  const rules = deliveryRules(catalogueOf(resourceTypes, controls, defaultConfiguration));
  return `${JSON.stringify({ rules }, null, 2)}\n`;
};
