import type { FindingSeverity, PolicyFinding, Witness } from './analysis.ts';
import { labelOf, type Statement } from './document.ts';
import type { OpenPath } from './escalation.ts';
import type { Exposure } from './exposure.ts';
import type { Grant } from './grants.ts';

const pointed = ({ number, sid, document }: Statement): PolicyFinding['statement'] => ({
  number,
  sid: sid ?? null,
  document,
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A finding about one statement: its name, then what is wrong with it. */
export const aboutStatement = (
  id: string,
  severity: FindingSeverity,
  statement: Statement,
  message: string,
  witness: Witness | null = null,
): PolicyFinding => ({
  id,
  severity,
  statement: pointed(statement),
  message: `${capital(labelOf(statement))} ${message}`,
  witness,
});

/** A finding about the document as a whole. */
export const aboutDocument = (id: string, severity: FindingSeverity, message: string): PolicyFinding => ({
  id,
  severity,
  statement: null,
  message,
  witness: null,
});

const may = ({ witness: { principal, action, resource } }: Grant): string => `${principal} may ${action} ${resource}`;

/** What a path takes, with a witness for its last call, the one that gives the rights. */
export const pathFindings = (paths: readonly OpenPath[]): readonly PolicyFinding[] =>
  paths.flatMap(({ path: { id, title, tier }, grants }) => {
    const last = grants.at(-1);
    if (!last) return [];
    const calls = grants.map(({ witness: { action, resource } }) => `${action} on ${resource}`).join(', ');
    const proof = tier === 'A' ? '' : '; it takes something there already that has a stronger role';
    const message = `lets whoever has this policy gain more rights: ${title} (${calls})${proof}`;
    const severity = tier === 'A' ? 'high' : 'medium';
    return [
      {
        ...aboutStatement(`privilegeEscalation:${id}`, severity, last.statement, message, last.witness),
        calls: grants.map(({ statement, witness: { action } }) => ({ action, statement: pointed(statement) })),
      },
    ];
  });

/** What a trust or resource policy opens, one finding each. */
export const exposureFindings = (
  { open, accounts, orgs, services, deputies }: Exposure,
  unscoped: ReadonlyMap<string, Grant>,
): readonly PolicyFinding[] => {
  const found: PolicyFinding[] = [];
  const add = (id: string, severity: FindingSeverity, grant: Grant, message: string) =>
    found.push(aboutStatement(id, severity, grant.statement, message, grant.witness));
  if (open) add('public', 'critical', open, `lets in somebody with no relation to the owner: ${may(open)}`);
  for (const [account, grant] of accounts)
    add(`crossAccount:${account}`, 'medium', grant, `lets in another account: ${may(grant)}`);
  for (const [org, grant] of orgs)
    add(`externalOrg:${org}`, 'high', grant, `lets in every account of organization ${org}`);
  for (const [service, grant] of deputies) {
    if (services.has(service)) {
      add(
        `confusedDeputy:${service}`,
        'medium',
        grant,
        `lets ${service} act for anybody's account: no condition on aws:SourceAccount or aws:SourceArn names whose`,
      );
    }
  }
  for (const [provider, grant] of unscoped) {
    add(
      `federatedUnscoped:${provider}`,
      'high',
      grant,
      `lets in whoever has a token of ${provider}: no condition names its subject or audience`,
    );
  }
  return found;
};

/** What goes out through an endpoint. */
export const endpointFindings = (open: Grant | undefined): readonly PolicyFinding[] =>
  open
    ? [
        aboutStatement(
          'public',
          'high',
          open.statement,
          `lets credentials of any account carry data to any account: ${may(open)}`,
          open.witness,
        ),
      ]
    : [];
