import control from '../../../shared/controls/iam/role-combined-permissions.ts';
import { cases } from '../cases.ts';
import { combinedRecords, combinedRows, inline, limitedRows, passing, starting } from './combined-permissions.ts';

const role = { serviceLinked: false, path: '/' };
const rows = combinedRows({ ...role, boundary: null }, 'role');
const limited = limitedRows(role);
const both = { ...role, boundary: null, inlinePolicies: inline({ Pass: passing, Train: starting }) };

export default cases(control, {
  pass: { ...rows.pass, ...limited.pass },
  fail: { ...rows.fail, ...limited.fail, 'a role whose path was never told': { ...both, path: undefined } },
  notApplicable: {
    ...rows.notApplicable,
    'a service-linked role': { ...both, serviceLinked: true },
    'a role of a permission set': { ...both, path: '/aws-reserved/sso.amazonaws.com/eu-central-1/' },
  },
  unknown: { ...rows.unknown, ...limited.unknown },
  record: combinedRecords('Role'),
});
