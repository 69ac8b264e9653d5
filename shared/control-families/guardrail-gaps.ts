import {
  gapTexts,
  judgedGuardrails,
  missingGuardrails,
  type GuardrailOptions,
  type InForce,
} from '../iam/guardrails/index.ts';

/** What policies in force do not rule out, in words, and which of them could not be read. */
export interface Gaps {
  hazards: readonly { hazard: string; requests: readonly string[] }[];
  unread: readonly { name: string; reason: string }[];
}

const gapsAnew = (inForce: InForce, options: GuardrailOptions): Gaps | undefined => {
  const judgement = judgedGuardrails(inForce, options);
  return (
    judgement && {
      hazards: missingGuardrails(judgement).map((guardrail) => ({
        hazard: guardrail.hazard,
        requests: gapTexts(guardrail),
      })),
      unread: judgement.unread,
    }
  );
};

const remembered = new Map<string, Gaps | undefined>();
const mostRemembered = 32;

/** What the answer depends on: the account and the moment only where a policy may tell accounts or moments apart. */
const keyOf = ({ account, now, ...inForce }: InForce, options: GuardrailOptions): string => {
  const text = JSON.stringify([inForce, options]);
  return [
    text,
    /\d{12}|account/i.test(text) ? account : '',
    /currenttime|epochtime|tokenissuetime/i.test(text) ? now : '',
  ].join('\n');
};

/**
 * The gaps that policies in force leave. The accounts of a unit have the same policies above them, and are all judged again
 * when one of those is changed: the last answers are kept.
 */
export const guardrailGaps = (inForce: InForce, options: GuardrailOptions): Gaps | undefined => {
  const key = keyOf(inForce, options);
  if (remembered.has(key)) return remembered.get(key);
  const gaps = gapsAnew(inForce, options);
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(key, gaps);
  return gaps;
};
