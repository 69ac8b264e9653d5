export {
  boundaryGuardrail,
  enforceable,
  policyText,
  scpGuardrail,
  type Guardrail,
  type WrittenPolicy,
} from './guardrail.ts';
export type { InForce, Level, NamedPolicy } from './limits.ts';
export {
  gapTexts,
  judgedGuardrails,
  missingGuardrails,
  oursIn,
  type JudgedCall,
  type JudgedGuardrail,
  type Judgement,
} from './missing.ts';
export { mismatchedKeys, type Mismatch } from './mismatches.ts';
export { requirements, type GuardrailOptions, type Requirement } from './requirements.ts';
export { placeOfKey, trainingRole, trainingTrust, type TrainingRoleOptions } from './training-role.ts';
