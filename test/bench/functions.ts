import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lambdaProcess } from '../aws/lambda-process.ts';
import { hasRuntimeClient } from '../aws/runtime-client.ts';
import { unpacked } from '../aws/unpacked.ts';

const zip = join(import.meta.dirname, '../../.serverless/evaluate.zip');

const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  STAGE: 'bench',
  ACCOUNT_ID: '111122223333',
  REGIONS: 'eu-central-1',
  TABLE_NAME: 'bench',
  RETENTION: 'ledger=396 findings=2192',
  KEY_ARN: 'arn:aws:kms:eu-central-1:111122223333:key/bench',
  EVENTS_QUEUE_URL: 'http://127.0.0.1/events',
  WORK_QUEUE_URL: 'http://127.0.0.1/work',
  NOTICES_QUEUE_URL: 'http://127.0.0.1/notices',
  FINDINGS_TOPIC: 'arn:aws:sns:eu-central-1:111122223333:findings',
  READER_ROLE: 'bench',
};

const startOf = async (folder: string, handler: string): Promise<number> => {
  const running = await lambdaProcess({ name: 'bench', handler, folder, environment });
  // Without a message nothing is asked of the store: what is measured is the process, the runtime client and our code's loading.
  await running.invoke({ Records: [] });
  await running.close();
  return running.firstAnswer() ?? NaN;
};

/** How large the packaged evaluate is, and how long it takes to its first answer; words where that cannot be measured here. */
export const evaluateFunction = async (rounds: number, median: (values: readonly number[]) => number) => {
  if (!existsSync(zip)) return 'not run: npm run package comes first';
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-bench-'));
  const [own, empty] = [join(folder, 'evaluate'), join(folder, 'empty')];
  try {
    const bundleKilobytes = Math.round(unpacked(zip, own) / 1_000);
    if (!hasRuntimeClient())
      return { bundleKilobytes, firstAnswer: 'not run: npm run test:aws installs what it takes' };
    mkdirSync(empty);
    writeFileSync(join(empty, 'handler.mjs'), 'export const handler = async () => ({ batchItemFailures: [] });\n');
    const times = { evaluate: [] as number[], empty: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      const none = await startOf(empty, 'handler.handler');
      const all = await startOf(own, 'functions/evaluate/handler.handler');
      if (round < 0) continue;
      times.empty.push(none);
      times.evaluate.push(all);
    }
    return {
      bundleKilobytes,
      firstAnswerMilliseconds: Math.round(median(times.evaluate)),
      emptyHandlerMilliseconds: Math.round(median(times.empty)),
      overEmptyMilliseconds: Math.round(median(times.evaluate.map((each, index) => each - (times.empty[index] ?? 0)))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
