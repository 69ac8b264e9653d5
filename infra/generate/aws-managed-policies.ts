import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/*
 * Packs the policies that AWS manages, so that a replay knows what they grant. Run by hand, when AWS has changed them:
 *
 *   node infra/generate/aws-managed-policies.ts policies.json
 *
 * where the file holds a list `Policies` as get-account-authorization-details gives it (Arn, DefaultVersionId, UpdateDate,
 * PolicyVersionList), of all policies that AWS manages.
 */

interface Details {
  Arn: string;
  DefaultVersionId: string;
  UpdateDate: string;
  PolicyVersionList: { VersionId: string; Document: unknown }[];
}

const [input] = process.argv.slice(2);
if (input === undefined) throw new Error('Say which file holds the policies');
const { Policies } = JSON.parse(readFileSync(input, 'utf8')) as { Policies: Details[] };
const packed = {
  until: Policies.map(({ UpdateDate }) => UpdateDate.slice(0, 10))
    .toSorted()
    .at(-1),
  policies: Object.fromEntries(
    Policies.map(({ Arn, DefaultVersionId, PolicyVersionList }) => [
      Arn.slice(Arn.indexOf(':policy/') + ':policy/'.length),
      {
        version: DefaultVersionId,
        document: PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId)?.Document,
      },
    ]),
  ),
};
const text = JSON.stringify(packed);
writeFileSync(
  join(import.meta.dirname, '../../shared/data/aws-managed-policies.json.br'),
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  }),
);
console.log(`${Policies.length} policies, as of ${packed.until}`);
