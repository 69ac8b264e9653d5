import { levelsOf, levelText, personaInWords, type Excess, type ExcessGrant } from '../../shared/iam/personas/index.ts';
import type { Output } from '../output.ts';
import { contextText } from './policy.ts';
import { line, wrapped, type Paint, type Styled } from './text.ts';

const mostActions = 12;
const mostInSummary = 0;

const levelName = (level: ExcessGrant['level'], paint: Paint): Styled =>
  level === 'Permissions management' ? paint.bad(level) : level === 'Write' ? paint.warn(level) : paint.dim(level);

const grantLines = (grant: ExcessGrant, { paint, width }: Output): string[] => {
  const { level, statement, witness } = grant;
  const [{ actions } = { actions: [] }] = levelsOf([grant]);
  const more = actions.length > mostActions ? ` and ${actions.length - mostActions} more` : '';
  const label = statement.sid === null ? `statement ${statement.number}` : `statement "${statement.sid}"`;
  return [
    line`  ${levelName(level, paint)}  ${label}`,
    ...wrapped(`${actions.slice(0, mostActions).join(', ')}${more}`, width - 6).map(
      (text) => line`      ${{ styled: text }}`,
    ),
    ...wrapped(`For instance ${witness.action} ${witness.resource}${contextText(witness)}.`, width - 6).map(
      (text) => line`      ${paint.dim({ styled: text })}`,
    ),
  ];
};

/** What a policy allows beyond a persona, by what can do most harm. */
export const excessLines = (excess: Excess, persona: string, output: Output): string[] => {
  const { paint } = output;
  const one = personaInWords(persona);
  if ('reason' in excess) return [line`${paint.bad('Not decided')}: ${excess.reason}`];
  if (excess.grants.length === 0) return [line`${paint.good(`Nothing beyond ${one}.`)}`];
  const counts = levelsOf(excess.grants).map((level) => levelText(level, mostInSummary));
  return [
    line`${paint.bold(`More than ${one}`)}: ${counts.join(', ')}`,
    '',
    ...excess.grants.flatMap((grant) => grantLines(grant, output)),
  ];
};
