import { administratorStatement, servicesGivenWhole } from './administration.ts';
import type { Analysis, AnalysisInput, PolicyFinding } from './analysis.ts';
import { withEffort } from './effort.ts';
import { openThrough } from './endpoint.ts';
import { openPaths, passesAnyRole } from './escalation.ts';
import { exposureOf, type Exposure } from './exposure.ts';
import { unscopedProviders } from './federation.ts';
import { aboutDocument, aboutStatement, endpointFindings, exposureFindings, pathFindings } from './findings.ts';
import { firstGrant, grantOf } from './grants.ts';
import { requiresMfa } from './mfa.ts';
import { holder } from './persona.ts';
import { resultsOf } from './requests.ts';
import { sceneOf, type Scene } from './scene.ts';
import { isUnknownAction } from './shape.ts';
import { beyondTraining } from './training.ts';
import { shapeOf } from './wildcards.ts';

/** An analysis of a document that nothing is known of. */
const undecided = (reason: string, invalid: boolean, requests: number): Analysis => ({
  wildcardAction: null,
  wildcardResource: null,
  avoidableWildcardResource: null,
  allowNotAction: null,
  allowNotResource: null,
  adminAccess: null,
  fullServiceAccess: null,
  passRoleWildcard: null,
  privilegeEscalation: null,
  public: null,
  crossAccount: null,
  externalOrg: null,
  servicePrincipals: null,
  confusedDeputy: null,
  federatedUnscoped: null,
  mfaRequired: null,
  trainingEnvelopeOk: null,
  invalid,
  unknownActions: null,
  indeterminate: reason,
  findings: [aboutDocument('indeterminate', 'high', `Not decided: ${reason}`)],
  results: Array.from({ length: requests }, () => ({ result: 'indeterminate' as const })),
});

type Permissions = Pick<
  Analysis,
  'adminAccess' | 'fullServiceAccess' | 'passRoleWildcard' | 'privilegeEscalation' | 'trainingEnvelopeOk'
>;

const noPermissions: Permissions = {
  adminAccess: false,
  fullServiceAccess: [],
  passRoleWildcard: false,
  privilegeEscalation: [],
  trainingEnvelopeOk: false,
};

const permissionsOf = (scene: Scene): { members: Permissions; findings: readonly PolicyFinding[] } => {
  const findings: PolicyFinding[] = [];
  const administrator = administratorStatement(scene);
  const persona = holder(scene.input);
  if (administrator) {
    // What tells most is tried first; another statement may be the one that gives it.
    const grant =
      firstGrant(scene, [administrator, ...scene.allows], [persona], {
        actions: ['iam:AttachRolePolicy', 'iam:PassRole', 's3:GetObject'],
      }) ?? grantOf(scene, administrator, persona);
    findings.push(
      aboutStatement(
        'adminAccess',
        'critical',
        administrator,
        'gives everything on everything',
        grant?.witness ?? null,
      ),
    );
  }
  const services = servicesGivenWhole(scene);
  for (const [service, statement] of services) {
    findings.push(
      aboutStatement(
        `fullServiceAccess:${service}`,
        'medium',
        statement,
        `gives all of ${service} on all its resources`,
      ),
    );
  }
  const anyRole = passesAnyRole(scene);
  if (anyRole) {
    findings.push(
      aboutStatement(
        'passRoleWildcard',
        'high',
        anyRole.statement,
        'lets any role be handed to a service, stronger ones too',
        anyRole.witness,
      ),
    );
  }
  const paths = openPaths(scene);
  findings.push(...pathFindings(paths));
  const more = beyondTraining(scene);
  if (more) {
    const { action, resource } = more.witness;
    findings.push(
      aboutStatement(
        'trainingEnvelopeOk',
        'low',
        more.statement,
        `gives more than reading one bucket and using one key: ${action} on ${resource}`,
        more.witness,
      ),
    );
  }
  return {
    members: {
      adminAccess: administrator !== undefined,
      fullServiceAccess: [...services.keys()],
      passRoleWildcard: anyRole !== undefined,
      privilegeEscalation: paths.map(({ path }) => path.id),
      trainingEnvelopeOk: more === undefined,
    },
    findings,
  };
};

type Openness = Pick<
  Analysis,
  'public' | 'crossAccount' | 'externalOrg' | 'servicePrincipals' | 'confusedDeputy' | 'federatedUnscoped'
>;

const noOpenness: Openness = {
  public: false,
  crossAccount: [],
  externalOrg: [],
  servicePrincipals: [],
  confusedDeputy: [],
  federatedUnscoped: [],
};

const opennessOf = (exposure: Exposure, unscoped: ReadonlyMap<string, unknown>): Openness => ({
  public: exposure.open !== undefined,
  crossAccount: [...exposure.accounts.keys()],
  externalOrg: [...exposure.orgs.keys()],
  servicePrincipals: [...exposure.services.keys()],
  confusedDeputy: [...exposure.deputies.keys()],
  federatedUnscoped: [...unscoped.keys()],
});

const analysed = (input: AnalysisInput): Analysis => {
  const { kind, requests = [] } = input;
  const scene = sceneOf(input);
  if ('reason' in scene) return undecided(scene.reason, scene.refused, requests.length);
  const shape = shapeOf(scene);
  const permissions = kind === 'identity' ? permissionsOf(scene) : { members: noPermissions, findings: [] };
  let openness = noOpenness;
  const findings = [...shape.findings, ...permissions.findings];
  if (kind === 'trust' || kind === 'resource') {
    const exposure = exposureOf(scene);
    const unscoped = unscopedProviders(scene);
    openness = opennessOf(exposure, unscoped);
    findings.push(...exposureFindings(exposure, unscoped));
  }
  if (kind === 'endpoint') {
    const open = openThrough(scene);
    openness = { ...noOpenness, public: open !== undefined };
    findings.push(...endpointFindings(open));
  }
  const mfaRequired = kind === 'identity' || kind === 'trust' ? requiresMfa(scene) : false;
  const { faults, statements } = scene.document;
  const unknownActions = [
    ...new Set(
      statements.flatMap(({ actions, writtenActions }) =>
        writtenActions.filter((_, at) => isUnknownAction(actions[at] ?? '')),
      ),
    ),
  ];
  findings.push(...faults.map((fault) => aboutDocument('invalid', 'medium', `AWS refuses this document: ${fault}`)));
  return {
    ...shape.members,
    ...permissions.members,
    ...openness,
    mfaRequired,
    invalid: faults.length > 0,
    unknownActions,
    indeterminate: null,
    findings,
    results: resultsOf(scene),
  };
};

/** Comparisons of one analysis: six times what the largest policy of AWS takes. */
const mostEffort = 400_000;

/** What a policy means: every member of an analysis, each with findings that say what they rest on and prove it. */
export const analyse = (input: AnalysisInput): Analysis =>
  withEffort(
    mostEffort,
    () => analysed(input),
    (reason) => undecided(reason, false, input.requests?.length ?? 0),
  );
