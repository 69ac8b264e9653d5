import { actionTable, tableDate } from './data/actions.ts';
import { globMatches } from './glob.ts';

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';

/** An action as AWS's service reference describes it. */
export interface Action {
  /** In AWS's spelling: `s3:GetObject`. */
  name: string;
  level: AccessLevel;
  /**
   * Whether a statement can name what it is for: `none` of the action's types of resource, or one that is `required`.
   * `optional`: no type is required by itself. Mostly any one of several will do (`s3:GetObject`: an object, or an access
   * point's object); some calls also go without (`cloudwatch:PutMetricData`).
   */
  resource: 'none' | 'required' | 'optional';
  /** The ARNs it can be for, as patterns: `arn:*:s3:::*` for what is about buckets. Empty where it takes no resource. */
  forms: readonly string[];
  /** The condition keys of the services that it understands, global ones left out; missing where the table holds none. */
  conditionKeys?: readonly string[];
}

/** The day of AWS's service reference that the table tells. */
export { tableDate };

/** The services whose actions we know. Of others, patterns are all there is to reason with. */
export const services: readonly string[] = Object.keys(actionTable);

const levels: Readonly<Record<string, AccessLevel>> = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  P: 'Permissions management',
  T: 'Tagging',
};

const keysOf = (service: string, keys: string): readonly string[] | undefined =>
  keys === '' ? undefined : keys.split(',').map((key) => (key.startsWith(':') ? service + key : key));

/** The actions of one service by their names in small letters. */
type Decoded = ReadonlyMap<string, Action>;

const noForms: readonly string[] = [];

const decodedTable = (service: string, table: string): Decoded => {
  const actions = new Map<string, Action>();
  const [, head = '', ...lines] = table.trimEnd().split('\n');
  const all = head === '' ? noForms : head.split(' ');
  for (const line of lines) {
    const [letter = '', resource = '', numbers = '', keys = '', names = ''] = line.split('|');
    const level = levels[letter];
    if (level === undefined) throw new Error(`the action table has a line that makes no sense: ${line}`);
    const conditionKeys = keysOf(service, keys);
    const forms = numbers === '' ? noForms : numbers.split(',').map((number) => all[Number(number)] ?? '');
    for (const name of names.split(' ')) {
      const action: Action = { name: `${service}:${name}`, level, resource: resource as Action['resource'], forms };
      if (conditionKeys) action.conditionKeys = conditionKeys;
      actions.set(action.name.toLowerCase(), action);
    }
  }
  return actions;
};

const decodedServices = new Map<string, Decoded>();

/** Decoded when first asked for: a command that looks at no policy pays nothing, one that looks at S3 alone next to nothing. */
const decoded = (service: string): Decoded | undefined => {
  const known = decodedServices.get(service);
  if (known) return known;
  const table = Object.hasOwn(actionTable, service) ? actionTable[service] : undefined;
  if (table === undefined) return undefined;
  const actions = decodedTable(service, table);
  decodedServices.set(service, actions);
  return actions;
};

/** The actions of a service in the table's order; none where we do not know the service. */
export const actionsOf = (service: string): readonly Action[] => [...(decoded(service.toLowerCase())?.values() ?? [])];

const serviceOf = (action: string): string => action.slice(0, Math.max(action.indexOf(':'), 0));

/** The action of a name, in whatever letter case. */
export const actionNamed = (name: string): Action | undefined => {
  const lower = name.toLowerCase();
  return decoded(serviceOf(lower))?.get(lower);
};

/** What was worked out before; what was asked for longest ago is forgotten first. */
const mostRemembered = 500;
const remembered = new Map<string, readonly string[]>();

/** The services a pattern can be about: one where it names it, any where a wildcard stands before or for the colon. */
const servicesOf = (pattern: string): readonly string[] => {
  const service = serviceOf(pattern);
  return service === '' || /[*?]/.test(service) ? services : [service];
};

const matching = (pattern: string): readonly string[] => {
  if (!/[*?]/.test(pattern)) {
    const named = actionNamed(pattern);
    return named ? [named.name] : [];
  }
  const all = /^\*+$/.test(pattern.slice(pattern.indexOf(':') + 1));
  const names: string[] = [];
  for (const service of servicesOf(pattern)) {
    const whole = all && globMatches(pattern, `${service}:`);
    for (const [lower, { name }] of decoded(service) ?? []) if (whole || globMatches(pattern, lower)) names.push(name);
  }
  return names;
};

/** Every action we know that a pattern matches, in the table's order: `s3:Get*`, `*:List*`, `*`. Letter case does not count. */
export const expanded = (pattern: string): readonly string[] => {
  const lower = pattern.toLowerCase();
  const known = remembered.get(lower);
  if (known) {
    remembered.delete(lower);
    remembered.set(lower, known);
    return known;
  }
  const names = matching(lower);
  // What is hostile is long; what people write is not.
  if (lower.length > 256) return names;
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(lower, names);
  return names;
};
