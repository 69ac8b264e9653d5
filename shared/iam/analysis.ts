import type { ContextKeys } from './context.ts';

/** Milliseconds since 1970 UTC. */
export type Instant = number;

/** What a document is attached to, and so what its elements mean. An `endpoint` is one of a VPC. */
export type PolicyKind = 'identity' | 'trust' | 'resource' | 'scp' | 'endpoint';

/** Who calls. An `AWS` principal is an ARN or twelve digits; `Anonymous` has no id. */
export interface RequestPrincipal {
  type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | 'Anonymous';
  id: string;
}

/** One call, as AWS would be asked whether to allow it. */
export interface PolicyRequest {
  action: string;
  resource: string;
  principal?: RequestPrincipal | undefined;
  /** Names in any letter case. A key that is not here is absent from the request. */
  contextKeys?: ContextKeys | undefined;
}

export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** The documents that bear on a request, each as text or already parsed. */
export interface Policies {
  /** What is attached to the caller. */
  identity?: readonly unknown[] | undefined;
  /** The policy of the resource (a bucket's, a key's, a role's trust). */
  resource?: unknown;
  boundary?: unknown;
  /** One a level, or a list of several that are attached to the same: each level has to allow. */
  scps?: readonly unknown[] | undefined;
}

export interface DecisionContext {
  now: Instant;
  /** The account that owns the resource. */
  account?: string | undefined;
}

export interface AnalysisInput {
  kind: PolicyKind;
  /** Text (plain or URL-encoded JSON) or the parsed document. */
  policy: unknown;
  /** The account that owns the role, user or resource. */
  account?: string | undefined;
  /** Its partition: `aws-cn`. */
  partition?: string | undefined;
  org?: string | undefined;
  bucket?: string | undefined;
  kmsKeyArn?: string | undefined;
  /** The ARN of what a resource's policy is attached to: meant by a star, and by a statement that names no resource. */
  resource?: string | undefined;
  vpceId?: string | undefined;
  /** Of an endpoint's policy: the service it leads to, `com.amazonaws.eu-central-1.s3`. Default: any. */
  service?: string | undefined;
  /** Further policies of the same principal. */
  alsoAttached?: readonly unknown[] | undefined;
  boundary?: unknown;
  /** One a level, or a list of several that are attached to the same: each level has to allow. */
  scps?: readonly unknown[] | undefined;
  requests?: readonly PolicyRequest[] | undefined;
  /** `usable` adds to the strict training envelope what a job needs to run: logs, metrics, images, its outputs. */
  envelope?: 'strict' | 'usable' | undefined;
  now: Instant;
}

/** A request that would be allowed: the proof of a finding. */
export interface Witness {
  principal: string;
  action: string;
  resource: string;
  contextKeys: Readonly<Record<string, readonly string[]>>;
}

export type FindingSeverity = 'critical' | 'high' | 'medium' | 'low';

export interface PolicyFinding {
  /** The member it explains, for escalation with the path: `privilegeEscalation:iam-001`. */
  id: string;
  severity: FindingSeverity;
  /** The statement it rests on: its number from 1 and its Sid; null where it is the whole document. */
  statement: { number: number; sid: string | null; document: string } | null;
  message: string;
  witness: Witness | null;
  /** Of an escalation path: its calls, each with the statement that grants it. */
  calls?: readonly { action: string; statement: PolicyFinding['statement'] }[];
}

export type RequestResult = Decision | 'notDenied' | 'indeterminate';

/** What a policy means. `null`: not decided, and `indeterminate` says why. A member that does not apply is false or empty. */
export interface Analysis {
  /** Some Allow names `*` or `service:*`. */
  wildcardAction: boolean | null;
  /** Some Allow has a resource of stars only. */
  wildcardResource: boolean | null;
  /** … and grants an action with it that supports resource-level permissions. */
  avoidableWildcardResource: boolean | null;
  allowNotAction: boolean | null;
  allowNotResource: boolean | null;
  /** Everything on everything, unconditioned, nothing taken back by a Deny. */
  adminAccess: boolean | null;
  fullServiceAccess: readonly string[] | null;
  /** After unconditional Denies, PassRole on a pattern that matches arbitrary role names. */
  passRoleWildcard: boolean | null;
  /** Ids of escalation paths. */
  privilegeEscalation: readonly string[] | null;
  /**
   * Someone with no relation to the owner passes an Allow after Denies. Through an endpoint they do, standing in its network,
   * with a call that carries data to what is their own.
   */
  public: boolean | null;
  crossAccount: readonly string[] | null;
  externalOrg: readonly string[] | null;
  servicePrincipals: readonly string[] | null;
  /** Services that would act on a stranger's behalf. */
  confusedDeputy: readonly string[] | null;
  /** Identity providers whose tokens are not narrowed to a subject or audience. */
  federatedUnscoped: readonly string[] | null;
  mfaRequired: boolean | null;
  /** Nothing beyond reading the one bucket and using the one key. */
  trainingEnvelopeOk: boolean | null;
  /** AWS would refuse the document. */
  invalid: boolean;
  unknownActions: readonly string[] | null;
  indeterminate: string | null;
  findings: readonly PolicyFinding[];
  results: readonly { result: RequestResult }[];
}
