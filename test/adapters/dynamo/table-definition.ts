import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A table as CloudFormation defines it, as far as the tests look at it. */
export interface TableDefinition {
  BillingMode: 'PAY_PER_REQUEST';
  DeletionProtectionEnabled: boolean;
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: boolean };
  SSESpecification: { SSEEnabled: boolean; SSEType: 'KMS'; KMSMasterKeyId: unknown };
  StreamSpecification: { StreamViewType: 'NEW_IMAGE' };
  TimeToLiveSpecification: { AttributeName: string; Enabled: boolean };
  KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
  AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' }[];
  GlobalSecondaryIndexes: {
    IndexName: string;
    KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
    Projection: { ProjectionType: 'KEYS_ONLY' };
  }[];
}

/** The table of infra/table.yml: what is deployed is what is tested. */
export const tableDefinition = (): TableDefinition => {
  const { Resources: resources } = parse(readFileSync('infra/table.yml', 'utf8')) as {
    Resources: { Store: { Properties: TableDefinition } };
  };
  return resources.Store.Properties;
};
