import { refer, type Reference } from '../../core/resource-type.ts';

/** The key that a field names: by id, ARN, alias or alias ARN, as AWS takes them all. */
export const referToKey = (...names: readonly (string | null | undefined)[]): readonly Reference[] =>
  names.flatMap((name) => refer(name && /(^|:)alias\//.test(name) ? 'kms/alias' : 'kms/key', name));
