import { passRole, pathfinding, type EscalationPath } from './path.ts';

const handed = passRole('sagemaker.amazonaws.com');

/** The ways through SageMaker that others have catalogued. */
export const sagemakerPaths: readonly EscalationPath[] = [
  pathfinding(
    'A',
    'sagemaker-001',
    'Start a notebook under a stronger role',
    handed,
    'sagemaker:CreateNotebookInstance',
  ),
  pathfinding(
    'A',
    'sagemaker-002',
    'Start a training job under a stronger role',
    handed,
    'sagemaker:CreateTrainingJob',
  ),
  pathfinding(
    'A',
    'sagemaker-003',
    'Start a processing job under a stronger role',
    handed,
    'sagemaker:CreateProcessingJob',
  ),
  pathfinding('B', 'sagemaker-004', "Open somebody's notebook", 'sagemaker:CreatePresignedNotebookInstanceUrl'),
  pathfinding(
    'B',
    'sagemaker-005',
    'Have a notebook run a script of ours when it starts',
    'sagemaker:CreateNotebookInstanceLifecycleConfig',
    'sagemaker:StopNotebookInstance',
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:StartNotebookInstance',
  ),
];
