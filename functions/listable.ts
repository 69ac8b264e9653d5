import { listedTypes } from '../shared/adapters/aws/readers/listed-types.ts';
import { sweptTypes } from '../shared/app/service/sweep.ts';
import { resourceTypes } from '../shared/catalogue.ts';

/** The types that a sweep lists. */
export const listable = sweptTypes(resourceTypes).filter(({ name }) => listedTypes.has(name));
