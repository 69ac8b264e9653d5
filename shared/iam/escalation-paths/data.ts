import { passRole, pathfinding, prowler, type EscalationPath } from './path.ts';

const toGlue = passRole('glue.amazonaws.com');

/** Ways through what works on data. */
export const dataPaths: readonly EscalationPath[] = [
  pathfinding('A', 'glue-001', 'Open a development endpoint under a stronger role', toGlue, 'glue:CreateDevEndpoint'),
  pathfinding('B', 'glue-002', 'Log in to a development endpoint', 'glue:UpdateDevEndpoint'),
  pathfinding('A', 'glue-003', 'Run a job under a stronger role', toGlue, 'glue:CreateJob', 'glue:StartJobRun'),
  pathfinding('A', 'glue-004', 'Schedule a job under a stronger role', toGlue, 'glue:CreateJob', 'glue:CreateTrigger'),
  pathfinding('A', 'glue-005', 'Change the role of a job and run it', toGlue, 'glue:UpdateJob', 'glue:StartJobRun'),
  pathfinding(
    'A',
    'glue-006',
    'Change the role of a job and schedule it',
    toGlue,
    'glue:UpdateJob',
    'glue:CreateTrigger',
  ),
  prowler('A', 'GLUE-007', 'Open a session under a stronger role', toGlue, 'glue:CreateSession', 'glue:RunStatement'),
  prowler(
    'A',
    'EMR-001',
    'Start a cluster under a stronger role',
    passRole('elasticmapreduce.amazonaws.com'),
    'elasticmapreduce:RunJobFlow',
  ),
  prowler(
    'A',
    'EMRSERVERLESS-001',
    'Run a serverless job under a stronger role',
    passRole('emr-serverless.amazonaws.com'),
    'emr-serverless:CreateApplication',
    'emr-serverless:StartJobRun',
  ),
  pathfinding(
    'A',
    'datapipeline-001',
    'Run a pipeline under a stronger role',
    passRole('datapipeline.amazonaws.com'),
    'datapipeline:CreatePipeline',
    'datapipeline:PutPipelineDefinition',
    'datapipeline:ActivatePipeline',
  ),
];
