import control from '../../../shared/controls/sagemaker/space-remote-access.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'as by default': { remoteAccess: 'DISABLED' } },
  fail: { 'switched on': { remoteAccess: 'ENABLED', expect: 'Editors on other machines' } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateSpace',
    requestParameters: {
      domainId: 'd-abc',
      spaceName: 'work',
      spaceSettings: { appType: 'JupyterLab', remoteAccess: 'ENABLED' },
      ownershipSettings: { ownerUserProfileName: 'alice' },
    },
    responseElements: { spaceArn: 'arn:aws:sagemaker:eu-central-1:111122223333:space/d-abc/work' },
  },
});
