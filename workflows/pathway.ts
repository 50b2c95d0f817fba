import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { CareTask } from './care-task.ts';
import type { Stage } from './contracts.ts';
import { endings } from './defaults.ts';
import { stageIs, stateMachineArn, waitUntil } from './expressions.ts';
import { type Steps, step } from './steps.ts';

/** The pathway's care tasks in plain words, and the name of the wait before those that have one. */
const careTasks: readonly {
  readonly stage: Stage;
  readonly title: string;
  readonly wait?: string;
}[] = [
  {
    stage: 'hospital-needs-assessment',
    title: 'Hospital needs assessment',
    wait: 'Wait until the hospital can assess',
  },
  { stage: 'offer-again', title: 'Offer again', wait: 'Wait before offering again' },
  { stage: 'route-manually', title: 'Find the receiving unit by hand' },
  { stage: 'municipal-intake', title: 'Municipal intake' },
  { stage: 'extra-point', title: 'Extra local point', wait: 'Wait for the extra local point' },
  {
    stage: 'point-2',
    title: 'Municipal needs assessment at 3-4 months',
    wait: 'Wait for the 3-4 month window',
  },
  {
    stage: 'point-3',
    title: 'Municipal needs assessment at 12-18 months',
    wait: 'Wait for the 12-18 month window',
  },
];

/**
 * One patient's way home. The record is asked what is next, a Choice goes there, and every stage ends by asking
 * again. No execution is planned beyond 330 days: then it continues in a new one.
 */
export class PathwayDefinition extends Construct {
  readonly chain: sfn.IChainable;

  constructor(scope: Construct, id: string, props: { readonly steps: Steps }) {
    super(scope, id);
    const { steps } = props;
    const ends = endings(this);

    const plan = step(this, 'Plan', {
      stateName: 'Plan next stage',
      comment: 'Reads the record and says which stage is next, and when.',
      step: steps['plan-next-stage'],
      into: 'plan',
      endings: ends,
    });
    const which = sfn.Choice.jsonata(this, 'Which', { stateName: 'Which stage is next', outputs: {} });
    plan.next(which);

    for (const { stage, title, wait } of careTasks) {
      const task = new CareTask(this, stage, { stage, title, steps, endings: ends, hub: plan });
      sfn.Chain.start(task).next(which);
      const first = wait ? this.waitFor(stage, wait).next(task) : task;
      which.when(sfn.Condition.jsonata(stageIs(stage)), first);
    }

    const renew = this.waitFor('continue', 'Wait until this plan is renewed')
      .next(
        step(this, 'Continue', {
          stateName: 'Continue in a new execution',
          comment:
            'Makes the plan anew from the record: this execution would otherwise outlive what AWS allows.',
          step: steps['replan-pathway'],
          payload: { stateMachineArn },
          endings: ends,
        }),
      )
      .next(
        sfn.Succeed.jsonata(this, 'Continued', { stateName: 'Continued in a new execution', outputs: {} }),
      );
    const close = step(this, 'Close', {
      stateName: 'Close the pathway',
      comment: 'The last point is behind the patient, or the pathway has ended otherwise.',
      step: steps['close-pathway'],
      endings: ends,
    }).next(sfn.Succeed.jsonata(this, 'Ended', { stateName: 'Pathway ended', outputs: {} }));

    which
      .when(sfn.Condition.jsonata(stageIs('continue')), renew)
      .when(sfn.Condition.jsonata(stageIs('close')), close)
      .otherwise(ends.unknown);
    this.chain = sfn.Chain.start(plan);
  }

  private waitFor(stage: Stage, stateName: string): sfn.Wait {
    return sfn.Wait.jsonata(this, `Wait ${stage}`, {
      stateName,
      time: sfn.WaitTime.timestamp(waitUntil),
      outputs: {},
    });
  }
}
