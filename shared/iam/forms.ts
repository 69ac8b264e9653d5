import { actionsOf, type Action } from './actions.ts';
import { arnMatches } from './values.ts';

const longer = new Map<string, readonly string[]>();

const serviceOf = ({ name }: Action): string => name.slice(0, name.indexOf(':'));

/** The forms of a service that a form's last star would take in too: where the form is that of buckets, that of objects. */
const longerForms = (form: string, service: string): readonly string[] => {
  const key = `${service} ${form}`;
  const known = longer.get(key);
  if (known) return known;
  const all = new Set(actionsOf(service).flatMap(({ forms }) => forms));
  const found = [...all].filter((each) => each.startsWith(`${form}/`));
  longer.set(key, found);
  return found;
};

/** Whether a resource is of one of an action's forms, and of no longer one: a bucket is no object. */
export const hasForm = (resource: string, form: string, action: Action): boolean =>
  arnMatches(form, resource) && !longerForms(form, serviceOf(action)).some((other) => arnMatches(other, resource));

/** Whether an action can be for a resource. */
export const isFor = (action: Action, resource: string): boolean =>
  (action.resource !== 'required' && resource === '*') || action.forms.some((form) => hasForm(resource, form, action));
