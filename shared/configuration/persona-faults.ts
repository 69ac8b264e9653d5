import { actionNamed, actionsOf, expanded, services } from '../iam/actions.ts';
import type { Fault } from './problem.ts';
import type { ConfigurationDocument } from './schema.ts';
import { didYouMean } from './suggestion.ts';
import type { YamlTree } from './yaml-tree.ts';

type Written = ConfigurationDocument['personas'];

/** Actions that their service does not have, as far as we know it: a misspelt one would leave a finding as it was. */
export const personaFaults = (personas: Written, tree: YamlTree): Fault[] =>
  (personas ?? []).flatMap(({ actions }, index) =>
    (actions ?? []).flatMap((action, at): Fault[] => {
      const service = action.slice(0, action.indexOf(':')).toLowerCase();
      if (!services.includes(service) || actionNamed(action) || expanded(action).length > 0) return [];
      const path = ['personas', index, 'actions', at];
      const what = /[*?]/.test(action)
        ? 'matches no action'
        : `unknown action${didYouMean(
            action,
            actionsOf(service).map(({ name }) => name),
          )}`;
      return [{ offset: tree.offsetOf(path), path, what, expected: `an action of ${service}, or a pattern with *` }];
    }),
  );
