import type { Requirements } from '../frameworks/index.ts';
import { logIntegrity, securityMonitoring, withRequirements } from '../frameworks/profiles.ts';

/** Somebody watches, and the watch is not tampered with: what the controls of Sagewatch's own stack are for. */
export const watchfulness: Requirements = withRequirements(securityMonitoring, logIntegrity);
