import { analyse } from './analyse.ts';
import type { AnalysisInput, PolicyFinding } from './analysis.ts';
import { parsedText } from './json-text.ts';
import { isMembers, type Members } from './members.ts';
import { saferStatement } from './safer.ts';

/** What can be mended without asking the author: everybody becomes the owner's account, a service is asked for it. */
export type Mendable = 'public' | 'confusedDeputy';

const mostSteps = 20;

const isAbout =
  (member: Mendable) =>
  ({ id }: PolicyFinding): boolean =>
    id === member || id.startsWith(`${member}:`);

/** SageMaker names the account it acts for in every call; of other services that is not so sure that a command may rest on it. */
const namesAccount = /^sagemaker\.amazonaws\.com(\.cn)?$/;

/**
 * A statement in which services are asked for whom they act, in one of its own where it names others too: nobody else can
 * say that. Undefined where it names a service that may not be able to either.
 */
const withServicesAsked = (finding: PolicyFinding, statement: Members, input: { account?: string | undefined }) => {
  const { Principal, Sid } = statement;
  if (!isMembers(Principal)) return undefined;
  const { Service, ...others } = Principal;
  if (![Service].flat().every((service) => typeof service === 'string' && namesAccount.test(service))) return undefined;
  const isMixed = Object.keys(others).length > 0;
  const own = {
    ...statement,
    ...(isMixed && typeof Sid === 'string' && { Sid: `${Sid}Service` }),
    Principal: { Service },
  };
  const asked = saferStatement(finding, own, input);
  return asked && [...(isMixed ? [{ ...statement, Principal: others }] : []), asked];
};

/** What a verdict may depend on that is not in the document. */
const tellsTime = /aws:(currenttime|epochtime)/i;

/**
 * A policy in which every statement that lets everybody in, or leaves a service confused, is replaced by its safer version, so
 * that an analysis finds neither any more: for whom one of them is `asked` about. Both at once, for whoever mends one after
 * the other from the same text would undo the first. Undefined where it does not follow from the policy alone.
 */
export const saferDocument = (
  text: string,
  input: Pick<AnalysisInput, 'account' | 'partition' | 'bucket' | 'kmsKeyArn' | 'resource'> & {
    kind: 'trust' | 'resource';
  },
  asked: Mendable,
): string | undefined => {
  const parsed = parsedText(text);
  if ('reason' in parsed || !isMembers(parsed.value) || tellsTime.test(text)) return undefined;
  const { Statement, ...rest } = parsed.value;
  const statements = [Statement ?? []].flat() as unknown[];
  const written = () => JSON.stringify({ ...rest, Statement: statements });
  let isAsked = false;
  for (let step = 0; step < mostSteps; step++) {
    const { findings, indeterminate, invalid } = analyse({ ...input, policy: written(), now: 0 });
    if (indeterminate !== null || invalid) return undefined;
    isAsked ||= findings.some(isAbout(asked));
    const open = findings.find(isAbout('public'));
    const finding = open ?? (input.kind === 'trust' ? findings.find(isAbout('confusedDeputy')) : undefined);
    if (!finding || !isAsked) return isAsked ? written() : undefined;
    const at = (finding.statement?.number ?? 0) - 1;
    const statement = statements[at];
    if (!isMembers(statement)) return undefined;
    const safer = open ? [saferStatement(finding, statement, input)] : withServicesAsked(finding, statement, input);
    if (!safer || safer.includes(undefined) || JSON.stringify(safer) === JSON.stringify([statement])) return undefined;
    statements.splice(at, 1, ...safer);
  }
  return undefined;
};
