import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { CareTask } from './care-task.ts';
import { endings } from './defaults.ts';
import { stageIs, waitUntil } from './expressions.ts';
import { type Steps, step } from './steps.ts';

/** One task beside the coordination points: a wait, the task, its conclusion (DESIGN section 3). */
export class FollowUpDefinition extends Construct {
  readonly chain: sfn.IChainable;

  constructor(scope: Construct, id: string, props: { readonly steps: Steps }) {
    super(scope, id);
    const { steps } = props;
    const ends = endings(this);

    const plan = step(this, 'Plan', {
      stateName: 'Plan the follow-up',
      comment: 'Reads the record: is the follow-up still wanted, and from when.',
      step: steps['plan-next-stage'],
      into: 'plan',
      endings: ends,
    });
    const task = new CareTask(this, 'Task', {
      stage: 'follow-up',
      title: 'Follow-up',
      steps,
      endings: ends,
      hub: plan,
    });
    const followUp = sfn.Wait.jsonata(this, 'Wait', {
      stateName: 'Wait until the follow-up is due',
      time: sfn.WaitTime.timestamp(waitUntil),
      outputs: {},
    }).next(task);
    const which = sfn.Choice.jsonata(this, 'Wanted', {
      stateName: 'Is the follow-up still wanted',
      outputs: {},
    })
      .when(sfn.Condition.jsonata(stageIs('follow-up')), followUp)
      .when(
        sfn.Condition.jsonata(stageIs('close')),
        sfn.Succeed.jsonata(this, 'Ended', { stateName: 'Follow-up ended', outputs: {} }),
      )
      .otherwise(ends.unknown);
    sfn.Chain.start(task).next(which);
    this.chain = sfn.Chain.start(plan).next(which);
  }
}
