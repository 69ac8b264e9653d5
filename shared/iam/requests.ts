import type { PolicyRequest, RequestPrincipal, RequestResult } from './analysis.ts';
import { askedOf, decideLayers } from './decide.ts';
import type { Scene } from './scene.ts';

/** Who asks, where a request does not say: whom its keys name; else nobody with a name. */
const callerOf = ({ principal, contextKeys = {} }: PolicyRequest): RequestPrincipal => {
  if (principal) return principal;
  const key = (name: string) => {
    const found = Object.entries(contextKeys).find(([each]) => each.toLowerCase() === name)?.[1];
    const first: unknown = Array.isArray(found) ? found[0] : found;
    return typeof first === 'string' ? first : undefined;
  };
  const arn = key('aws:principalarn');
  if (arn !== undefined) return { type: 'AWS', id: arn };
  const service = key('aws:principalservicename');
  if (service !== undefined) return { type: 'Service', id: service };
  const account = key('aws:principalaccount');
  return account === undefined ? { type: 'Anonymous', id: '' } : { type: 'AWS', id: `arn:aws:iam::${account}:root` };
};

/** What becomes of the requests that were asked about. An SCP allows nothing by itself: it denies, or it does not. */
export const resultsOf = ({
  input: { kind, requests = [], now, account },
  layers,
}: Scene): readonly { result: RequestResult }[] =>
  requests.map((request) => {
    const principal = kind === 'identity' || kind === 'scp' ? request.principal : callerOf(request);
    const decision = decideLayers(layers, askedOf({ ...request, principal }, now), account);
    if (kind !== 'scp') return { result: decision };
    return { result: decision === 'explicitDeny' ? 'explicitDeny' : 'notDenied' };
  });
