import {
  grantText,
  saferStatement,
  type Analysis,
  type Difference,
  type GrantChange,
  type PolicyFinding,
  type PolicyKind,
} from '../../shared/iam/index.ts';
import type { Output } from '../output.ts';
import { cut, line, wrapped, type Paint } from './text.ts';

const kindNames: Readonly<Record<PolicyKind, string>> = {
  identity: 'permissions policy',
  trust: 'trust policy of a role',
  resource: "resource's policy",
  scp: 'service control policy',
  endpoint: 'policy of a VPC endpoint',
};

/** Which members of a statement a finding is about. */
const offending: Readonly<Record<string, readonly string[]>> = {
  wildcardAction: ['Action'],
  avoidableWildcardResource: ['Resource'],
  allowNotAction: ['NotAction'],
  allowNotResource: ['NotResource'],
  adminAccess: ['Action', 'NotAction', 'Resource'],
  fullServiceAccess: ['Action'],
  passRoleWildcard: ['Resource', 'NotResource'],
  privilegeEscalation: ['Action', 'NotAction'],
  public: ['Principal', 'NotPrincipal'],
  crossAccount: ['Principal'],
  externalOrg: ['Principal', 'Condition'],
  confusedDeputy: ['Principal'],
  federatedUnscoped: ['Principal'],
  trainingEnvelopeOk: ['Action', 'NotAction', 'Resource', 'NotResource'],
};

const memberOf = ({ id }: PolicyFinding): string => id.split(':')[0] ?? id;

const mostQuoted = 40;

/** A statement as it is written, the offending members marked at the margin. */
const quoted = (statement: unknown, members: ReadonlySet<string>, paint: Paint, width: number): string[] => {
  const lines = JSON.stringify(statement, undefined, 2).split('\n');
  let marked = false;
  const shown = lines.map((text) => {
    const member = /^ {2}"(\w+)":/.exec(text)?.[1];
    if (member !== undefined) marked = members.has(member);
    if (text === '}') marked = false;
    const styled = { styled: cut(text, width - 6) };
    return marked ? line`  ${paint.bad('>')} ${paint.bold(styled)}` : line`    ${styled}`;
  });
  return shown.length <= mostQuoted
    ? shown
    : [...shown.slice(0, mostQuoted), line`    ${paint.dim(`… ${shown.length - mostQuoted} more lines`)}`];
};

const order = ['critical', 'high', 'medium', 'low'];

/** The keys that a request has to have, said behind it. */
export const contextText = ({ contextKeys }: NonNullable<PolicyFinding['witness']>): string => {
  const keys = Object.entries(contextKeys).map(([key, values]) => `${key} = ${values.join(', ')}`);
  return keys.length > 0 ? ` with ${keys.join('; ')}` : '';
};

const riskLines = (finding: PolicyFinding, { paint, width }: Output): string[] => {
  const { severity, id, message, witness } = finding;
  return [
    line`${paint.severity(severity, 8)}  ${paint.bold(id)}`,
    ...wrapped(message, width - 10).map((text) => line`          ${{ styled: text }}`),
    ...(witness
      ? wrapped(
          `For instance ${witness.principal} may ${witness.action} ${witness.resource}${contextText(witness)}.`,
          width - 10,
        ).map((text) => line`          ${paint.dim({ styled: text })}`)
      : []),
  ];
};

interface Quoting {
  kind: PolicyKind;
  statements: readonly unknown[];
  account?: string;
  org?: string;
  bucket?: string;
}

const mostAlike = 6;

/** Findings of one sort beyond a few are counted, not listed. */
const few = (findings: readonly PolicyFinding[]): { listed: PolicyFinding[]; more: number } => {
  const seen = new Map<string, number>();
  const listed = findings.filter((finding) => {
    const count = (seen.get(memberOf(finding)) ?? 0) + 1;
    seen.set(memberOf(finding), count);
    return count <= mostAlike;
  });
  return { listed, more: findings.length - listed.length };
};

const saferLines = (
  findings: readonly PolicyFinding[],
  statement: unknown,
  setting: Quoting,
  output: Output,
): string[] => {
  for (const finding of findings) {
    const safer = saferStatement(finding, statement, setting);
    if (safer) return [line`  ${output.paint.good('Safer:')}`, ...quoted(safer, new Set(), output.paint, output.width)];
  }
  return [];
};

const statementLines = (findings: readonly PolicyFinding[], setting: Quoting, output: Output): string[] => {
  const [first] = findings;
  const { listed, more } = few(findings);
  const number = first?.statement?.document === 'policy' ? first.statement.number : undefined;
  const statement = number === undefined ? undefined : setting.statements[number - 1];
  const members = new Set(findings.flatMap((finding) => offending[memberOf(finding)] ?? []));
  return [
    ...(statement === undefined ? [] : quoted(statement, members, output.paint, output.width)),
    ...listed.flatMap((finding) => riskLines(finding, output)),
    ...(more > 0 ? [line`          ${output.paint.dim(`… and ${more} more; --format json lists them all`)}`] : []),
    ...(statement === undefined ? [] : saferLines(findings, statement, setting, output)),
    '',
  ];
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const summary = (analysis: Analysis): string[] => [
  ...(analysis.adminAccess ? ['gives everything'] : []),
  ...(analysis.public ? ['is public'] : []),
  ...(analysis.privilegeEscalation?.length
    ? [`leaves ${counted(analysis.privilegeEscalation.length, 'escalation path')} open`]
    : []),
  ...(analysis.crossAccount?.length ? [`lets in ${analysis.crossAccount.join(', ')}`] : []),
  ...(analysis.servicePrincipals?.length ? [`lets in ${analysis.servicePrincipals.join(', ')}`] : []),
  ...(analysis.mfaRequired ? ['requires MFA'] : []),
  ...(analysis.trainingEnvelopeOk ? ['gives no more than reading one bucket and using one key'] : []),
  ...(analysis.unknownActions?.length
    ? [`names actions that AWS does not know: ${analysis.unknownActions.join(', ')}`]
    : []),
];

/** What a policy means, on a page: its statements that are of concern, each with its risks. */
export const analysisLines = (analysis: Analysis, setting: Quoting, output: Output): string[] => {
  const groups = new Map<string, PolicyFinding[]>();
  // Every policy but a training role's gives more than a training role needs.
  const wanted = analysis.findings.filter(({ id }) => id !== 'trainingEnvelopeOk' || setting.bucket !== undefined);
  const sorted = wanted.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  for (const finding of sorted) {
    const key = finding.statement ? `${finding.statement.document} ${finding.statement.number}` : '';
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const told = summary(analysis);
  const count = setting.statements.length;
  return [
    line`${output.paint.bold(kindNames[setting.kind])}, ${counted(count, 'statement')}${told.length > 0 ? `: ${told.join('; ')}` : ''}`,
    '',
    ...(wanted.length === 0 ? [line`${output.paint.good('No risk found.')}`] : []),
    ...[...groups.values()].flatMap((findings) => statementLines(findings, setting, output)),
  ];
};

const changeLines = (change: GrantChange, { paint, width }: Output, sign: string): string[] => {
  const { level, service } = change;
  const head =
    level === 'Permissions management' ? paint.bad(level) : level === 'Write' ? paint.warn(level) : paint.dim(level);
  return [
    line`  ${sign} ${head}  ${service}${{ styled: '' }}`,
    ...wrapped(grantText(change), width - 6).map((text) => line`      ${{ styled: text }}`),
  ];
};

/** How two versions differ in what they grant. */
export const differenceLines = ({ gained, lost }: Difference, output: Output): string[] => [
  ...(gained.length + lost.length === 0 ? ['Both versions grant the same.'] : []),
  ...(gained.length > 0 ? [line`${output.paint.bold('The new version also grants')}`] : []),
  ...gained.flatMap((change) => changeLines(change, output, '+')),
  ...(lost.length > 0 ? [line`${output.paint.bold('The new version no longer grants')}`] : []),
  ...lost.flatMap((change) => changeLines(change, output, '-')),
];
