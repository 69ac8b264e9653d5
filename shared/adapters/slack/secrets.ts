import type { Delivery } from '../../ports.ts';

/**
 * A secret by its name; undefined where nobody set it. Throws where it can't be read now. `isFresh`: not what is remembered,
 * since that did not work.
 */
export type Secrets = (name: string, isFresh?: boolean) => Promise<string | undefined>;

export interface SecretAccess {
  secrets: Secrets;
  /** The command that sets a secret. */
  setCommand(name: string): string;
  /** What is to become of a notice whose secret could not be read. */
  unreadable(error: unknown): Delivery;
}

/** An attempt, and whether it failed as it does with a secret that was replaced meanwhile. */
export interface Attempted {
  delivery: Delivery;
  isSecretRefused: boolean;
}

/** Sends with a secret; where that is not taken and another was set since, once more with the other. */
export const withSecret = async (
  { secrets, setCommand, unreadable }: SecretAccess,
  name: string,
  attempt: (secret: string) => Promise<Attempted>,
): Promise<Delivery> => {
  let first: string | undefined;
  try {
    first = await secrets(name);
  } catch (error) {
    return unreadable(error);
  }
  if (first === undefined) return { kind: 'refused', reason: `the secret ${name} is not set: ${setCommand(name)}` };
  const { delivery, isSecretRefused } = await attempt(first);
  if (!isSecretRefused) return delivery;
  const other = await secrets(name, true).catch(() => undefined);
  return other === undefined || other === first ? delivery : (await attempt(other)).delivery;
};
