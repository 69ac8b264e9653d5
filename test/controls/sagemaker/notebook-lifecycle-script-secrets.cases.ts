import { Buffer } from 'node:buffer';
import control from '../../../shared/controls/sagemaker/notebook-lifecycle-script-secrets.ts';
import { cases } from '../cases.ts';

const script = '#!/bin/bash\nexport DB_PASSWORD=correct4horse5battery\n';

export default cases(control, {
  pass: {
    'no scripts': { onCreate: null, onStart: null },
    'nothing of the kind in them': { onCreate: null, onStart: { traits: ['opens a reverse shell'], secrets: [] } },
  },
  fail: {
    'one of them': {
      onCreate: null,
      onStart: { traits: [], secrets: ['a GitHub token'] },
      expect: 'a GitHub token in clear',
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
