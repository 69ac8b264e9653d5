import { withEffort } from '../effort.ts';
import { limitsOf, type FreeRequest, type InForce, type Limits } from './limits.ts';
import { requirements, type GuardrailOptions, type Requirement } from './requirements.ts';
import { sparedIn } from './told-apart.ts';

/**
 * What becomes of the unsafe requests of a call: `denied`; `banned`, and all its other requests with them; `free`, one of
 * them is not denied; `undecided`, unless by a policy that could not be read.
 */
export type Standing = 'denied' | 'banned' | 'free' | 'undecided';

export interface JudgedCall {
  call: string;
  standing: Standing;
  /** Of what is free or undecided: the request that nothing denies. */
  request?: FreeRequest;
}

/** One hazard, and which of the calls that could bring it about are denied. */
export interface JudgedGuardrail {
  hazard: string;
  /** Sids of the statements that rule it out in what `sagewatch guardrails scp` prints. */
  sids: readonly string[];
  /** The controls that want it ruled out. */
  controls: readonly string[];
  calls: readonly JudgedCall[];
}

/** What the policies in force rule out, and which of them could not be read. */
export interface Judgement {
  guardrails: readonly JudgedGuardrail[];
  unread: Limits['unread'];
}

const wantedCalls = ({ calls }: Requirement, { controls }: GuardrailOptions): readonly (readonly [string, string])[] =>
  controls.flatMap((control) => (calls[control] ?? []).map((call) => [control, call] as const));

const judgedCall = (
  call: string,
  asked: readonly Requirement[],
  options: GuardrailOptions,
  limits: Limits,
): JudgedCall => {
  const instanceTypes = limits.compared('sagemaker:instancetypes');
  for (const requirement of asked) {
    for (const said of requirement.unsafe(options, instanceTypes)) {
      const request = limits.freeRequest(call, said);
      if (request) return { call, standing: limits.unread.length > 0 ? 'undecided' : 'free', request };
    }
  }
  return { call, standing: limits.freeRequest(call, {}) ? 'denied' : 'banned' };
};

const judged = (hazard: string, options: GuardrailOptions, limits: Limits): JudgedGuardrail => {
  const asked = requirements.filter((each) => each.hazard === hazard && each.unsafe(options, []).length > 0);
  const wanted = asked.flatMap((requirement) => wantedCalls(requirement, options));
  const calls = [...new Set(wanted.map(([, call]) => call))];
  const about = (call: string) => asked.filter((each) => wantedCalls(each, options).some(([, name]) => name === call));
  return {
    hazard,
    sids: asked.filter((each) => wantedCalls(each, options).length > 0).map(({ sid }) => sid),
    controls: [...new Set(wanted.map(([control]) => control))],
    calls: calls.map((call) => judgedCall(call, about(call), options, limits)),
  };
};

const hazards = [...new Set(requirements.map(({ hazard }) => hazard))];

/** Comparisons of one judgement: many times what the longest policies that AWS takes need. */
const mostEffort = 20_000_000;

/**
 * Which of the requests that the controls find unsafe the policies in force deny to an ordinary principal, by hazard. A key
 * that a request leaves out is absent: whether SageMaker fills in its default before it asks IAM, AWS does not say.
 * Undefined: they are too large to be decided.
 */
export const judgedGuardrails = (inForce: InForce, options: GuardrailOptions): Judgement | undefined =>
  withEffort(
    mostEffort,
    () => {
      const limits = limitsOf(inForce);
      const guardrails = hazards
        .map((hazard) => judged(hazard, options, limits))
        .filter(({ calls }) => calls.length > 0);
      return { guardrails, unread: limits.unread };
    },
    () => undefined,
  );

/** What the policies themselves mean to be ours, for whoever does not say it. */
export const oursIn = (inForce: InForce): Pick<GuardrailOptions, 'subnets' | 'securityGroups' | 'kmsKeys'> => {
  const { statements } = limitsOf(inForce);
  const keys = ['volumekmskey', 'volumekmskeyarn', 'outputkmskey', 'outputkmskeyarn'];
  return {
    subnets: sparedIn(statements, 'sagemaker:vpcsubnets'),
    securityGroups: sparedIn(statements, 'sagemaker:vpcsecuritygroupids'),
    kmsKeys: sparedIn(statements, ...keys.map((key) => `sagemaker:${key}`)),
  };
};

/** The guardrails of a judgement that let something through, each with the calls that it lets through. */
export const missingGuardrails = ({ guardrails }: Judgement): readonly JudgedGuardrail[] =>
  guardrails.flatMap((guardrail) => {
    const calls = guardrail.calls.filter(({ standing }) => standing === 'free' || standing === 'undecided');
    return calls.length === 0 ? [] : [{ ...guardrail, calls }];
  });

const valueText = (value: string | readonly string[] | null): string =>
  value === null ? 'left out' : [value].flat().join(', ');

const saidText = ({ said, contextKeys, wanted }: FreeRequest): string => {
  // Keys that have two names are told by the shorter.
  const names = Object.keys(said).filter((name) => !(name.endsWith('Arn') && name.slice(0, -'Arn'.length) in said));
  return [
    ...names.map((name) => `${name} ${valueText(said[name] ?? null)}`),
    ...wanted.map((key) => `${key} ${valueText(contextKeys[key] ?? null)}`),
  ].join(', ');
};

/** What a guardrail lets through, a line for what is alike: `CreateModel, CreateTrainingJob with VpcSubnets left out`. */
export const gapTexts = ({ calls }: Pick<JudgedGuardrail, 'calls'>): readonly string[] =>
  [
    ...Map.groupBy(
      calls.filter(({ request }) => request),
      ({ request }) => (request ? saidText(request) : ''),
    ),
  ].map(([text, alike]) => `${alike.map(({ call }) => call).join(', ')} with ${text}`);
