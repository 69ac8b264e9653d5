import type { Call } from '../adapters/dynamo/fake-dynamo.ts';
import { failure, type Answer } from '../adapters/dynamo/fake-dynamo.ts';
import type { Fault } from './faults.ts';

interface Asked {
  Keys: Record<string, { S: string }>[];
}

const startOf = (key: Record<string, { S?: string }> | undefined): string => (key?.['pk']?.S ?? '').slice(0, 2);

const readBoundary = ({ RequestItems: items }: Record<string, any>): string => {
  const { Keys: keys } = Object.values(items as Record<string, Asked>)[0] ?? { Keys: [] };
  const starts = new Set(keys.map(startOf));
  if (starts.has('L=')) return 'store: which events were handled';
  if (starts.has('X=')) return 'store: a long text is read';
  if (starts.has('W=')) return 'store: a large commit is looked up';
  if (starts.has('T=')) return 'store: transitions are read';
  if (starts.has('R=')) {
    return keys.every(({ sk }) => sk?.S === '#') ? 'store: what is known is read' : 'store: which references are new';
  }
  return 'store: how late it is, or a value that was kept';
};

const todoBoundaries: Readonly<Record<string, string>> = {
  due: 'store: what is due',
  expiring: 'store: what ends by itself',
  pending: 'store: which transitions wait',
  staged: 'store: what dead writers left',
};

const queryBoundary = ({ IndexName: index, ExpressionAttributeValues: values }: Record<string, any>): string => {
  if (index === 'todo') return todoBoundaries[values[':todo']?.S ?? ''] ?? 'store: what is to be done';
  return index === undefined ? 'store: findings and history of a resource' : 'store: lists of findings and resources';
};

const updateBoundary = ({ Key: key, ExpressionAttributeValues: values }: Record<string, any>): string => {
  switch (startOf(key)) {
    case 'M':
      return 'store: time goes on';
    case 'T=':
      return 'store: a transition is marked as handed on';
    case 'W=':
      return values[':to']?.S === 'committed' ? 'large commit: it is decided' : 'large commit: its end is noted';
    default:
      return 'large commit: a lock is taken away';
  }
};

const transactBoundary = ({ TransactItems: parts }: Record<string, any>): string => {
  const writes = (parts as Record<string, Record<string, any>>[]).flatMap((part) => Object.values(part));
  const isAny = (test: (write: Record<string, any>) => boolean): boolean => writes.some(test);
  if (isAny(({ Key: key }) => startOf(key) === 'W=')) return 'large commit: its end is noted';
  if (isAny(({ UpdateExpression: change = '' }) => change.startsWith('set #lock')))
    return 'large commit: locks and claims';
  if (isAny(({ Item: item }) => item?.['staged'] !== undefined)) return 'large commit: locks and claims';
  if (isAny(({ ConditionExpression: when = '' }) => when.includes('#lock = :lock')))
    return 'large commit: it is carried out';
  return 'store: the commit';
};

/** What a request to DynamoDB is for. */
export const boundaryOf = ({ operation, input }: Call): string => {
  switch (operation) {
    case 'BatchGetItem':
      return readBoundary(input);
    case 'Query':
      return queryBoundary(input);
    case 'UpdateItem':
      return updateBoundary(input);
    case 'TransactWriteItems':
      return transactBoundary(input);
    case 'DeleteItem':
      return 'large commit: its plan is removed';
    default: {
      const start = startOf(input['Item']);
      if (start === 'X=') return 'store: a long text is kept';
      if (start === 'Q') return 'store: quarantine';
      return start === 'W=' ? 'large commit: its plan is written' : 'store: the commit';
    }
  }
};

/** What DynamoDB answers then. A lost answer is one that the SDK takes for a fault of AWS. */
export const dynamoFailure = (fault: Fault): Answer => {
  if (fault.startsWith('is refused')) return failure('AccessDeniedException');
  return fault.startsWith('is throttled') ? failure('ThrottlingException') : failure('InternalServerError', {}, 500);
};
