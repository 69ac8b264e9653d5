import control from '../../../shared/controls/iam/user-boundary-removal.ts';
import { activityCases } from '../cases.ts';
import { boundaryRemovalRows } from './boundary-removal.ts';

export default activityCases(control, boundaryRemovalRows('user'));
