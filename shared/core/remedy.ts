import type { Control } from './control.ts';
import type { Finding } from './finding.ts';

/**
 * The command that mends a finding, filled in from its evidence. Undefined where it cannot be made: evidence that an older
 * version of the control wrote may lack what the command is made of.
 */
export const commandFor = ({ resource, evidence }: Finding, { remediation }: Control): string | undefined => {
  try {
    return remediation.command(resource, evidence);
  } catch {
    return undefined;
  }
};
