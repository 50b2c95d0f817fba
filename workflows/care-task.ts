import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Stage } from './contracts.ts';
import type { Endings } from './defaults.ts';
import { care, decisionIs, rung, taskId } from './expressions.ts';
import { awaitStep, type Steps, step } from './steps.ts';

interface CareTaskProps {
  readonly stage: Stage;
  /** The stage in plain words: the name of the state in which a person is waited for. */
  readonly title: string;
  readonly steps: Steps;
  readonly endings: Endings;
  /** Where every stage comes from: asked again if the stage is no longer the one that is due. */
  readonly hub: sfn.IChainable;
}

/**
 * One task for people, with its ladder: assign, await, climb, conclude (DESIGN section 3).
 *
 * The straight way is assign, await, conclude: three transitions. A task whose window has closed before it was
 * assigned is not sorted out by a Choice of its own, which would cost every other task a transition: its wait is the
 * shortest there is, and the ladder ends it.
 */
export class CareTask extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[];

  constructor(scope: Construct, id: string, props: CareTaskProps) {
    super(scope, id);
    const { title, steps, endings, hub } = props;

    const assign = step(this, 'Assign', {
      stateName: `${title}: assign`,
      comment: 'Finds the unit whose task it is, and opens it there.',
      step: steps['assign-task'],
      payload: { stage: props.stage },
      into: 'care',
      endings,
      changed: hub,
    });
    const climb = step(this, 'Climb', {
      stateName: `${title}: climb the ladder`,
      comment: 'Nobody answered in time: which rung is next, by its number and never by a clock.',
      step: steps['climb-ladder'],
      payload: { care },
      into: 'care',
      endings,
    });
    const await_ = awaitStep(this, 'Await', {
      stateName: title,
      comment: 'Sends the message of this rung and waits for the unit, until the next rung.',
      step: steps['await-answer'],
      payload: { taskId, rung },
      endings,
      timedOut: climb,
    });
    const conclude = step(this, 'Conclude', {
      stateName: `${title}: conclude`,
      comment: 'Records what came of it, as the record says or as missed, and says which stage is next.',
      step: steps['conclude-stage'],
      payload: { taskId },
      into: 'plan',
      endings,
    });
    const another = sfn.Choice.jsonata(this, 'Another', {
      stateName: `${title}: is there another rung`,
      outputs: {},
    })
      .when(sfn.Condition.jsonata(decisionIs('await')), await_)
      .when(sfn.Condition.jsonata(decisionIs('missed')), conclude)
      .otherwise(endings.unknown);

    assign.next(await_);
    await_.next(conclude);
    climb.next(another);
    this.startState = assign;
    this.endStates = [conclude];
  }
}
