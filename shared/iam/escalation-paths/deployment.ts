import { passRole, pathfinding, prowler, type EscalationPath } from './path.ts';

const toTemplates = passRole('cloudformation.amazonaws.com');
const toBuilds = passRole('codebuild.amazonaws.com');

/** Ways through what deploys, builds and orchestrates. */
export const deploymentPaths: readonly EscalationPath[] = [
  pathfinding(
    'A',
    'cloudformation-001',
    'Deploy a template under a stronger role',
    toTemplates,
    'cloudformation:CreateStack',
  ),
  pathfinding('B', 'cloudformation-002', 'Change a stack that has a stronger role', 'cloudformation:UpdateStack'),
  pathfinding(
    'A',
    'cloudformation-003',
    'Deploy a template to accounts under a stronger role',
    toTemplates,
    'cloudformation:CreateStackSet',
    'cloudformation:CreateStackInstances',
  ),
  pathfinding(
    'A',
    'cloudformation-004',
    'Change what is deployed to accounts, under a stronger role',
    toTemplates,
    'cloudformation:UpdateStackSet',
  ),
  pathfinding(
    'B',
    'cloudformation-005',
    'Change a stack that has a stronger role by a change set',
    'cloudformation:CreateChangeSet',
    'cloudformation:ExecuteChangeSet',
  ),
  pathfinding(
    'A',
    'codebuild-001',
    'Run a build under a stronger role',
    toBuilds,
    'codebuild:CreateProject',
    'codebuild:StartBuild',
  ),
  pathfinding('B', 'codebuild-002', 'Run a build of ours in a project', 'codebuild:StartBuild'),
  pathfinding('B', 'codebuild-003', 'Run builds of ours in a project', 'codebuild:StartBuildBatch'),
  pathfinding(
    'A',
    'codebuild-004',
    'Run builds under a stronger role',
    toBuilds,
    'codebuild:CreateProject',
    'codebuild:StartBuildBatch',
  ),
  prowler(
    'A',
    'STEPFUNCTIONS-001',
    'Run a state machine under a stronger role',
    passRole('states.amazonaws.com'),
    'states:CreateStateMachine',
    'states:StartExecution',
  ),
  prowler(
    'A',
    'SCHEDULER-001',
    'Schedule any call under a stronger role',
    passRole('scheduler.amazonaws.com'),
    'scheduler:CreateSchedule',
  ),
  pathfinding(
    'A',
    'bedrock-001',
    'Run code in an interpreter under a stronger role',
    passRole('bedrock-agentcore.amazonaws.com'),
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ),
  pathfinding(
    'B',
    'bedrock-002',
    'Run code in an interpreter that has a stronger role',
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ),
];
