import type { Resource, Template } from './composed.ts';

/** Where a template is deployed, and with what. */
export interface Deployment {
  account: string;
  region: string;
  parameters: Readonly<Record<string, string>>;
}

/** What there would be: resources by their logical ids, those left out whose condition does not hold. */
export type Resolved = Record<string, { type: string; name: string; arn: string; properties: Record<string, any> }>;

type Values = Record<string, any>;

const nothing = Symbol('AWS::NoValue');

/** The property that a type is named by, and its ARN by that name. */
const types: Readonly<Record<string, { name: string; arn: (name: string) => string }>> = {
  'AWS::CloudWatch::Alarm': { name: 'AlarmName', arn: (name) => `cloudwatch:REGION:ACCOUNT:alarm:${name}` },
  'AWS::CloudWatch::CompositeAlarm': { name: 'AlarmName', arn: (name) => `cloudwatch:REGION:ACCOUNT:alarm:${name}` },
  'AWS::DynamoDB::Table': { name: 'TableName', arn: (name) => `dynamodb:REGION:ACCOUNT:table/${name}` },
  'AWS::Events::EventBus': { name: 'Name', arn: (name) => `events:REGION:ACCOUNT:event-bus/${name}` },
  'AWS::Events::Rule': { name: 'Name', arn: (name) => `events:REGION:ACCOUNT:rule/${name}` },
  'AWS::IAM::ManagedPolicy': { name: '', arn: (name) => `iam::ACCOUNT:policy/${name}` },
  'AWS::IAM::Role': { name: 'RoleName', arn: (name) => `iam::ACCOUNT:role/${name}` },
  'AWS::KMS::Key': { name: '', arn: () => 'kms:REGION:ACCOUNT:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: (name) => `lambda:REGION:ACCOUNT:function:${name}` },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: (name) => `logs:REGION:ACCOUNT:log-group:${name}:*` },
  'AWS::Scheduler::ScheduleGroup': { name: 'Name', arn: (name) => `scheduler:REGION:ACCOUNT:schedule-group/${name}` },
  'AWS::SNS::Topic': { name: 'TopicName', arn: (name) => `sns:REGION:ACCOUNT:${name}` },
  'AWS::SQS::Queue': { name: 'QueueName', arn: (name) => `sqs:REGION:ACCOUNT:${name}` },
};

/** A template as CloudFormation would have it deployed: every function worked out. What it does not know is an error. */
export const resolved = (template: Template, deployment: Deployment): Resolved => {
  const { account, region, parameters } = deployment;
  const pseudo: Values = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': nothing,
  };

  const resourceOf = (id: string): Resource => {
    const resource = template.Resources[id];
    if (!resource) throw new Error(`the template refers to ${id}, which it does not have`);
    return resource;
  };
  const nameOf = (id: string): string => {
    const { Type, Properties } = resourceOf(id);
    const property = types[Type]?.name ?? '';
    return property === '' ? id : String(value(Properties[property]));
  };
  const arnOf = (id: string): string => {
    const kind = types[resourceOf(id).Type];
    if (!kind) return `${resourceOf(id).Type} ${id}`;
    return `arn:aws:${kind.arn(nameOf(id)).replace('REGION', region).replace('ACCOUNT', account)}`;
  };

  const ref = (name: string): unknown => {
    if (name in pseudo) return pseudo[name];
    const parameter = template.Parameters?.[name];
    if (parameter) {
      const given = parameters[name] ?? parameter.Default;
      return parameter.Type === 'CommaDelimitedList' ? String(given).split(',') : given;
    }
    const { Type } = resourceOf(name);
    if (Type === 'AWS::SQS::Queue') return `https://sqs.${region}.amazonaws.com/${account}/${nameOf(name)}`;
    return Type === 'AWS::SNS::Topic' || Type === 'AWS::IAM::ManagedPolicy' ? arnOf(name) : nameOf(name);
  };
  const attribute = ([id = '', name = '']: readonly string[]): string => {
    if (name === 'Arn') return arnOf(id);
    if (name === 'StreamArn') return `${arnOf(id)}/stream/2026-11-23T00:00:00.000`;
    return nameOf(id);
  };
  const substituted = (text: string, own: Values): string =>
    text.replaceAll(/\$\{([\w:.]+)\}/g, (_, name: string) => {
      if (name in own) return String(own[name]);
      return String(name.includes('.') ? attribute(name.split('.')) : ref(name));
    });

  const holds = (name: string): boolean => value(template.Conditions?.[name]) as boolean;

  const functions: Readonly<Record<string, (given: any) => unknown>> = {
    Ref: ref,
    Condition: holds,
    'Fn::GetAtt': attribute,
    'Fn::Sub': (given: string | [string, Values]) =>
      typeof given === 'string' ? substituted(given, {}) : substituted(given[0], value(given[1]) as Values),
    'Fn::If': ([name, then, otherwise]: [string, unknown, unknown]) => value(holds(name) ? then : otherwise),
    'Fn::Equals': (sides: unknown[]) => value(sides[0]) === value(sides[1]),
    'Fn::Not': ([side]: unknown[]) => !(value(side) as boolean),
    'Fn::And': (sides: unknown[]) => sides.every((side) => value(side)),
    'Fn::Join': ([by, parts]: [string, unknown[]]) => parts.map(value).join(by),
    'Fn::Select': ([at, list]: [number, unknown]) => (value(list) as unknown[])[at],
    'Fn::Split': ([by, text]: [string, unknown]) => String(value(text)).split(by),
    'Fn::FindInMap': (path: unknown[]) => {
      const [map = '', first = '', second = ''] = path.map((step) => String(value(step)));
      return template.Mappings?.[map]?.[first]?.[second];
    },
  };

  const value = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(value).filter((each) => each !== nothing);
    if (typeof given !== 'object' || given === null) return given;
    const [name = ''] = Object.keys(given);
    const inner = (given as Values)[name] as unknown;
    const evaluate = functions[name];
    // A statement of a policy has a condition, too.
    if (evaluate && Object.keys(given).length === 1 && !(name === 'Condition' && typeof inner !== 'string'))
      return evaluate(inner);
    return Object.fromEntries(
      Object.entries(given)
        .map(([member, each]) => [member, value(each)])
        .filter(([, each]) => each !== nothing),
    );
  };

  return Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
      .map(([id, { Type, Properties }]) => [
        id,
        { type: Type, name: nameOf(id), arn: arnOf(id), properties: value(Properties) as Values },
      ]),
  );
};
