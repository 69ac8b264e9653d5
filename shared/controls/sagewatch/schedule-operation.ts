import { ownPart } from '../../control-families/own-stack.ts';
import { watchfulness } from '../../control-families/watchfulness.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { schedule } from '../../resources/scheduler/schedule.ts';

export default defineControl({
  id: 'sagewatch/schedule-operation',
  title: "Sagewatch's own schedules are on",
  severity: 'critical',
  appliesTo: schedule,
  reads: ['enabled'],
  rationale: 'What a schedule does not start never fails: events that never came are then never missed.',
  remediation: {
    summary: 'Enable the schedule. An update states the whole of it: begin with what get-schedule answers.',
    command: ({ name, region }) => {
      const [group = 'default', own = name] = name.split('/');
      return shell`aws scheduler get-schedule --region ${region} --group-name ${group} --name ${own}`;
    },
  },
  requirements: watchfulness,
  evaluate: ({ enabled }, { resource }) =>
    enabled ? pass : fail(`The schedule ${ownPart(resource)} is disabled: what it starts no longer runs`),
});
