export {
  boundaryGuardrail,
  enforceable,
  policyText,
  scpGuardrail,
  type Guardrail,
  type WrittenPolicy,
} from './guardrail.ts';
export { requirements, type GuardrailOptions, type Requirement } from './requirements.ts';
export { placeOfKey, trainingRole, trainingTrust, type TrainingRoleOptions } from './training-role.ts';
