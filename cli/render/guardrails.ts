import { gapTexts, type JudgedGuardrail, type Mismatch } from '../../shared/iam/guardrails/index.ts';
import type { Output } from '../output.ts';
import { line, wrapped, type Styled } from './text.ts';

/** Whether all of the calls, some or none of them are denied. */
export const ruledOut = ({ calls }: JudgedGuardrail): 'yes' | 'partly' | 'no' => {
  const denied = calls.filter(({ standing }) => standing === 'denied' || standing === 'banned').length;
  return denied === calls.length ? 'yes' : denied === 0 ? 'no' : 'partly';
};

const mostNamed = 8;

const listed = (calls: readonly string[]): string =>
  calls.length <= mostNamed
    ? calls.join(', ')
    : `${calls.slice(0, mostNamed).join(', ')} and ${calls.length - mostNamed} more`;

const effects: Readonly<Record<Mismatch['effect'], (calls: string) => string>> = {
  denied: (calls) => `every call of ${calls} is denied`,
  'always holds': (calls) => `the test always holds for ${calls}`,
  'never denied': (calls) => `the statement never denies ${calls}`,
};

const mismatchText = ({ statement, key, calls, effect }: Mismatch): string =>
  `${statement} tests ${key}, which ${calls.length === 1 ? 'that call never carries' : 'those calls never carry'}: ${effects[effect](listed(calls))}.`;

const bannedText = (guardrails: readonly JudgedGuardrail[]): string | undefined => {
  const banned = guardrails.flatMap(({ calls }) => calls.filter(({ standing }) => standing === 'banned'));
  const names = [...new Set(banned.map(({ call }) => call))];
  return names.length === 0 ? undefined : `Denied whatever they say: ${names.join(', ')}.`;
};

const column = 10;

const guardrailBlock = (guardrail: JudgedGuardrail, { paint, width }: Output): string[] => {
  const verdict = ruledOut(guardrail);
  const colours = { yes: paint.good, partly: paint.warn, no: paint.bad };
  return [
    line`${colours[verdict](verdict.padEnd(column))}${guardrail.hazard}`,
    ...gapTexts(guardrail)
      .flatMap((text) => wrapped(text, width - column - 2))
      .map((text) => line`${' '.repeat(column + 2)}${paint.dim({ styled: text } satisfies Styled)}`),
  ];
};

/** What policies rule out, a hazard after the other, and of what they do not, a request that nothing denies. */
export const guardrailLines = (
  guardrails: readonly JudgedGuardrail[],
  mismatches: readonly Mismatch[],
  output: Output,
): string[] => {
  const { paint, width } = output;
  const all = guardrails.filter((guardrail) => ruledOut(guardrail) === 'yes').length;
  const banned = bannedText(guardrails);
  const remarks = [
    ...mismatches.map(mismatchText),
    ...(banned === undefined ? [] : [banned]),
    'A service control policy binds neither the management account nor service-linked roles.',
  ];
  return [
    line`${paint.dim(`${'RULED OUT'.padEnd(column)}HAZARD, AND WHAT IS NOT DENIED OF IT`)}`,
    ...guardrails.flatMap((guardrail) => guardrailBlock(guardrail, output)),
    '',
    line`${paint.bold(`${all} of ${guardrails.length} ruled out.`)}`,
    ...remarks
      .flatMap((remark) => wrapped(remark.charAt(0).toUpperCase() + remark.slice(1), width))
      .map((text) => line`${{ styled: text }}`),
  ];
};
