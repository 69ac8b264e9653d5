export type Members = Record<string, unknown>;

export const production = '111122223333';
export const sandbox = '444455556666';
export const frankfurt = 'eu-central-1';
export const ireland = 'eu-west-1';
export const oregon = 'us-west-2';
/** Where IAM, sign-in and Organizations report to. */
export const virginia = 'us-east-1';

/** Who makes a call, from where and with what. */
export interface Caller {
  identity: Members;
  account: string;
  address: string;
  agent: string;
  /** In the browser: the console's session. */
  console?: true;
  /** An AWS service calls for somebody: no TLS of the caller's own. */
  service?: true;
  vpcEndpoint?: string;
}

/** Who it is, at a moment: sessions come and go. */
export type Actor = (time: string) => Caller;

export const agents = {
  browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  python: 'Boto3/1.41.5 md/Botocore#1.41.5 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython',
  cli: 'aws-cli/2.31.38 md/awscrt#0.28.4 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.9 md/prompt#off',
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.13.5 (+https://www.terraform.io) terraform-provider-aws/6.21.0 aws-sdk-go-v2/1.39.6 os/linux lang/go#1.24.6',
} as const;

/** Twenty characters such as AWS gives keys and principals, and nobody's: all end in EXAMPLE. */
const madeUp = (prefix: string, word: string): string => `${prefix}${`${word}XXXXXXXXX`.slice(0, 9)}EXAMPLE`;

export const roleArn = (name: string, account = production): string => `arn:aws:iam::${account}:role/${name}`;
export const userArn = (name: string): string => `arn:aws:iam::${production}:user/${name}`;

const plainWord = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z]/g, '');

const session = (role: string, name: string, account: string, since: string, mfa: boolean): Members => ({
  type: 'AssumedRole',
  principalId: `${madeUp('AROA', plainWord(role))}:${name}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
  accountId: account,
  accessKeyId: madeUp('ASIA', plainWord(name)),
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: madeUp('AROA', plainWord(role)),
      arn: roleArn(role, account),
      accountId: account,
      userName: role,
    },
    attributes: { creationDate: since, mfaAuthenticated: String(mfa) },
  },
});

/** Sessions are made anew every four hours. */
const sessionBegan = (time: string): string => {
  const block = 4 * 3_600_000;
  return new Date(Math.floor(Date.parse(time) / block) * block - 13 * 60_000).toISOString().replace('.000', '');
};

interface Person {
  role: string;
  name: string;
  address: string;
  agent: string;
  account?: string;
  mfa?: boolean;
}

const person =
  ({ role, name, address, agent, account = production, mfa = true }: Person): Actor =>
  (time) => ({
    identity: session(role, name, account, sessionBegan(time), mfa),
    account,
    address,
    agent,
    ...(agent === agents.browser && { console: true as const }),
  });

const office = (host: number): string => `203.0.113.${host}`;

/** Alice keeps the platform, Dana watches over it; Bela and Chen build models. */
export const alice = person({ role: 'platform-admin', name: 'alice', address: office(11), agent: agents.cli });
export const dana = person({ role: 'security-analyst', name: 'dana', address: office(14), agent: agents.browser });
export const bela = person({ role: 'data-scientist', name: 'bela', address: office(12), agent: agents.browser });
export const belaScript = person({ role: 'data-scientist', name: 'bela', address: office(12), agent: agents.python });
export const chen = person({ role: 'ml-engineer', name: 'chen', address: office(13), agent: agents.cli });
export const chenConsole = person({ role: 'ml-engineer', name: 'chen', address: office(13), agent: agents.browser });
export const terraform = person({
  role: 'terraform-deploy',
  name: 'GitHubActions',
  address: office(40),
  agent: agents.terraform,
  mfa: false,
});
/** Grace tries things out in the sandbox account. */
export const grace = person({
  role: 'sandbox-user',
  name: 'grace',
  address: office(15),
  agent: agents.browser,
  account: sandbox,
});

const user = (name: string, address: string, agent: string): Caller => ({
  identity: {
    type: 'IAMUser',
    principalId: madeUp('AIDA', plainWord(name)),
    arn: userArn(name),
    accountId: production,
    accessKeyId: madeUp('AKIA', plainWord(name)),
    userName: name,
  },
  account: production,
  address,
  agent,
});

const inConsole = (caller: Caller, time: string): Caller => ({
  ...caller,
  identity: {
    ...caller.identity,
    accessKeyId: String(caller.identity['accessKeyId']).replace('AKIA', 'ASIA'),
    sessionContext: { attributes: { creationDate: time, mfaAuthenticated: 'false' } },
  },
  agent: agents.browser,
  console: true,
});

/** A build user with a long-lived key; it works from the office, until somebody else has the key too. */
export const build: Actor = () => user('ci-deploy', office(41), agents.cli);
export const intruder: Actor = () => user('ci-deploy', '198.51.100.77', 'aws-cli/1.44.9 Python/3.11.2 Linux/6.1.0');
/** A contractor who labels data and works from elsewhere, without MFA. */
export const elif: Actor = (time) => inConsole(user('elif', '198.51.100.23', agents.browser), time);
/** Does the accounts, with MFA. */
export const frank: Actor = () => user('frank', office(16), agents.browser);

export const root: Actor = (time) => ({
  identity: {
    type: 'Root',
    principalId: production,
    arn: `arn:aws:iam::${production}:root`,
    accountId: production,
    accessKeyId: madeUp('ASIA', 'ROOT'),
    sessionContext: { attributes: { creationDate: time, mfaAuthenticated: 'true' } },
  },
  account: production,
  address: office(11),
  agent: agents.browser,
  console: true,
});

/** Work that SageMaker does in the name of a role: its address is the service's. */
export const throughService =
  (role: string, service: string, account = production): Actor =>
  (time) => ({
    identity: { ...session(role, 'SageMaker', account, sessionBegan(time), false), invokedBy: service },
    account,
    address: service,
    agent: service,
    service: true,
  });

/** Code in a notebook or a job, which reaches AWS by the VPC's own endpoint. */
export const inVpc =
  (role: string): Actor =>
  (time) => ({
    identity: session(role, 'SageMaker', production, sessionBegan(time), false),
    account: production,
    address: '10.20.1.15',
    agent: agents.python,
    vpcEndpoint: 'vpce-0a1b2c3d4e5f60001',
  });

/** A service in its own name. */
export const service =
  (name: string, account = production): Actor =>
  () => ({
    identity: { type: 'AWSService', invokedBy: name },
    account,
    address: name,
    agent: name,
    service: true,
  });
