import { Alert, Button, Card, ErrorSummary, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ComponentRef, useEffect, useMemo, useRef, useState } from 'react';
import {
  type AnswerName,
  answerNames,
  type Mode,
  type PointNumber,
  themes,
} from '../../../../domain/model.ts';
import { actionPackage } from '../../../../domain/needs.ts';
import type {
  ForeseenAnswer,
  PathwayAnswer,
  ShownUnit,
  TaskAnswer,
} from '../../../../functions/describe-api/document.ts';
import { ApiProblem, part, serverNow } from '../../../api/client.ts';
import { useRead } from '../../../api/queries.ts';
import { useUnits } from '../../../api/units.ts';
import { clockTime, dateAndTime, osloDay } from '../../../format/dates.ts';
import { useSession } from '../../../session/session.tsx';
import { Failure } from '../../../shell/failure.tsx';
import { Loading } from '../../../shell/loading.tsx';
import { common } from '../../../texts/common.ts';
import { reasonIn, reasonWords } from '../../../texts/refusals.ts';
import { useLanguage, useWords } from '../../../texts/words.ts';
import type { DraftState, StoredDraft } from './draft.ts';
import { elementOf, type Refusal, refusalsOf } from './errors.ts';
import { type Background, Declined, Held, NotHeld } from './fields.tsx';
import {
  emptyForm,
  type Form,
  type Known,
  type Outcome,
  outcomeOf,
  problemsOf,
  restored,
  ways,
} from './form.ts';
import { ProblemsContext, Radios } from './parts.tsx';
import { Review } from './review.tsx';
import { Sent } from './sent.tsx';
import { texts } from './texts.ts';
import { useDraft } from './use-draft.ts';

/** How the last conversation was held: most are held like the one before. Kept while the page is open, and nowhere else. */
let lastMode: Mode | '' = '';

/** What was sent, and whom it was said to reach. */
export interface SentOutcome {
  readonly outcome: Outcome;
  readonly foreseen: ForeseenAnswer;
  readonly task: TaskAnswer;
  /** By the server's clock. */
  readonly at: Date;
}

/**
 * What came of a conversation with the patient, or of the offer of one: filled in, looked over with who gets what, and
 * sent. It stays where it is when the task is completed: then it has the text for the record, and the way back.
 */
export function ConversationOutcome({
  task,
  onDone,
}: {
  readonly task: TaskAnswer;
  readonly onDone?: (task: TaskAnswer) => void;
}) {
  const pathway = useRead<PathwayAnswer>(`/pathways/${part(task.pathwayId)}`);
  const units = useUnits();
  if (pathway.error) return <Failure error={pathway.error} again={() => void pathway.refetch()} />;
  if (pathway.data === undefined) return <Loading />;
  return (
    <OutcomeForm
      task={task}
      pathway={pathway.data}
      units={units.data ?? []}
      {...(onDone === undefined ? {} : { onDone })}
    />
  );
}

type Step = 'form' | 'review' | 'sent';

function OutcomeForm({
  task,
  pathway,
  units,
  onDone,
}: {
  readonly task: TaskAnswer;
  readonly pathway: PathwayAnswer;
  readonly units: readonly ShownUnit[];
  readonly onDone?: (task: TaskAnswer) => void;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { client } = useSession();
  const queries = useQueryClient();
  const reasons = useWords(reasonWords);
  const today = osloDay(serverNow());
  const known = useMemo(() => knownOf(task, pathway, today), [task, pathway, today]);
  const background = useMemo(() => backgroundOf(task, pathway, units), [task, pathway, units]);
  const [empty] = useState(() => emptyForm(known, lastMode));
  const [form, setForm] = useState<Form>(empty);
  const [step, setStep] = useState<Step>('form');
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  /** How often problems were shown. */
  const [shown, setShown] = useState(0);
  const [stored, setStored] = useState<Pick<StoredDraft, 'mine' | 'savedAt'>>();
  const [sent, setSent] = useState<SentOutcome>();
  const { keeper, state } = useDraft(task.taskId);
  const summary = useRef<ComponentRef<typeof ErrorSummary>>(null);
  const address = `/tasks/${part(task.taskId)}/completion`;

  useEffect(() => {
    let isLeft = false;
    void keeper.load(empty).then((draft) => {
      if (isLeft || draft === undefined) return;
      setForm(restored(draft.content, empty));
      setStored(draft);
    });
    return () => {
      isLeft = true;
    };
  }, [keeper, empty]);

  const change = (changed: Partial<Form>) => {
    const next = { ...form, ...changed };
    setForm(next);
    keeper.changed(next);
    // what is being corrected is no longer said to be wrong
    setProblems((all) => all.filter(({ path }) => !isOf(path, form, next)));
  };
  const refuse = (error: unknown) => {
    if (!(error instanceof ApiProblem) || error.errors.length === 0) return;
    setProblems(refusalsOf(error.errors, form));
    setShown((count) => count + 1);
    setStep('form');
  };
  const tried = useMutation({
    mutationFn: async (outcome: Outcome) => {
      await keeper.flush();
      return client.send<ForeseenAnswer>('POST', address, outcome, { dryRun: 'true' });
    },
    onSuccess: () => setStep('review'),
    onError: refuse,
  });
  const completed = useMutation({
    mutationFn: (outcome: Outcome) => client.send<TaskAnswer>('POST', address, outcome),
    onSuccess: async (after, outcome) => {
      keeper.stop();
      if (outcome.outcome === 'assessed') lastMode = outcome.mode;
      setSent({ outcome, foreseen: tried.data as ForeseenAnswer, task: after, at: serverNow() });
      setStep('sent');
      // a task that only rests keeps what was filled in of it, which has been sent
      if (isActive(after)) await client.send('DELETE', `/tasks/${part(task.taskId)}/draft`).catch(() => {});
      await queries.invalidateQueries();
      onDone?.(after);
    },
    onError: refuse,
  });
  // a summary of what is wrong takes the focus each time there is one
  useEffect(() => {
    if (shown > 0) summary.current?.focus();
  }, [shown]);

  if (step === 'sent' && sent !== undefined)
    return (
      <Sent
        sent={sent}
        known={known}
        onUndone={() => {
          setSent(undefined);
          setStep('form');
          void keeper.load(empty).then(() => keeper.changed(form));
        }}
      />
    );
  if (state.status === 'loading') return <Loading />;
  // nothing can be filled in of it any more
  if (!isActive(task) && state.status === 'closed') return null;

  const look = () => {
    const found = problemsOf(form, known);
    setProblems(found);
    setShown((count) => count + 1);
    completed.reset();
    if (found.length === 0) tried.mutate(outcomeOf(form, known));
  };
  const inWords = (path: string) => {
    const problem = problems.find((one) => one.path === path);
    return problem === undefined ? undefined : sentenceOf(problem);
  };
  const nameOf = (path: string) => {
    const [first = '', second = ''] = path.split('.');
    if (first === 'answers') return shared.answerNames[second as AnswerName];
    if (first === 'themes' && second !== '') return shared.themes[second] ?? second;
    return words.fields[first] ?? first;
  };
  const sentenceOf = (problem: Refusal) =>
    'why' in problem
      ? `${nameOf(problem.path)} ${words.problem[problem.why]}`
      : `${nameOf(problem.path)}: ${reasonIn(reasons, problem)}`;
  // what was looked over is what is sent
  const looked = tried.variables;
  const isBusy = tried.isPending || completed.isPending;
  const failed = [tried.error, completed.error].find(
    (error) => error !== null && !(error instanceof ApiProblem && error.errors.length > 0),
  );

  return (
    <ProblemsContext value={inWords}>
      <Card asChild>
        <section className="stack outcome" aria-labelledby="outcome-title" onBlur={() => void keeper.flush()}>
          {step === 'review' && looked !== undefined && tried.data !== undefined ? (
            <Review
              outcome={looked}
              foreseen={tried.data}
              task={task}
              known={known}
              isSending={isBusy}
              isBlocked={state.status === 'conflict'}
              onBack={() => setStep('form')}
              onSend={() => completed.mutate(looked)}
            >
              <Conflict
                state={state}
                onTake={async () => {
                  const theirs = await keeper.takeTheirs();
                  setForm(restored(theirs?.content, empty));
                  setStep('form');
                }}
                onKeep={() => void keeper.keepMine()}
              />
              {failed !== undefined && <Failure error={failed} />}
            </Review>
          ) : (
            <form
              className="stack"
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                if (!isBusy) look();
              }}
            >
              <Heading level={2} data-size="xs" id="outcome-title">
                {words.title}
              </Heading>
              {problems.length > 0 && (
                <ErrorSummary ref={summary}>
                  <ErrorSummary.Heading>{words.problems}</ErrorSummary.Heading>
                  <ErrorSummary.List>
                    {problems.map((problem) => (
                      <ErrorSummary.Item key={problem.path}>
                        <ErrorSummary.Link
                          href={`#${elementOf(problem.path)}`}
                          onClick={(event) => {
                            // an address of its own would be another page
                            event.preventDefault();
                            document.getElementById(elementOf(problem.path))?.focus();
                          }}
                        >
                          {sentenceOf(problem)}
                        </ErrorSummary.Link>
                      </ErrorSummary.Item>
                    ))}
                  </ErrorSummary.List>
                </ErrorSummary>
              )}
              {stored !== undefined && (
                <Restored
                  stored={stored}
                  onStartAnew={() => {
                    setForm(empty);
                    setStored(undefined);
                    void keeper.startAnew(empty);
                  }}
                />
              )}
              <Radios
                path="way"
                legend={words.way}
                value={form.way}
                options={ways
                  // what has run out of time can still have been held, or turned down
                  .filter((way) => way !== 'not-held' || isActive(task))
                  .map((way) => ({ value: way, label: words.ways[way] }))}
                onChange={(way) => change({ way })}
              />
              {form.way === 'held' && (
                <Held
                  form={form}
                  known={known}
                  change={change}
                  background={background}
                  opened={new Set(problems.map(({ path }) => path))}
                />
              )}
              {form.way === 'declined' && (
                <Declined form={form} known={known} change={change} background={background} />
              )}
              {form.way === 'not-held' && (
                <NotHeld form={form} known={known} change={change} background={background} />
              )}
              {failed !== undefined && <Failure error={failed} />}
              <div className="sticky stack-tight">
                <Conflict
                  state={state}
                  onTake={async () => {
                    const theirs = await keeper.takeTheirs();
                    setForm(restored(theirs?.content, empty));
                  }}
                  onKeep={() => void keeper.keepMine()}
                />
                <div className="row">
                  <Button type="submit" disabled={state.status === 'conflict' || state.status === 'closed'}>
                    {isBusy ? words.reviewing : words.review}
                  </Button>
                  <SaveLine state={state} onSave={() => void keeper.flush()} />
                </div>
              </div>
            </form>
          )}
        </section>
      </Card>
    </ProblemsContext>
  );
}

/** Whether a field has changed. */
function isOf(path: string, before: Form, after: Form): boolean {
  const [first = '', second = ''] = path.split('.');
  const valueIn = (form: Form) => {
    const whole = form[(first === 'gp' ? 'gpUnitId' : first) as keyof Form];
    return second === '' ? whole : (whole as Readonly<Record<string, unknown>>)[second];
  };
  return valueIn(before) !== valueIn(after) || before.way !== after.way || before.gp !== after.gp;
}

export function isActive({ status }: Pick<TaskAnswer, 'status'>): boolean {
  return status === 'open' || status === 'accepted';
}

function Restored({
  stored,
  onStartAnew,
}: {
  readonly stored: Pick<StoredDraft, 'mine' | 'savedAt'>;
  readonly onStartAnew: () => void;
}) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const when = dateAndTime(stored.savedAt ?? '', language);
  return (
    <div className="row">
      <Paragraph data-size="sm">{stored.mine ? words.restored(when) : words.restoredOfOther(when)}</Paragraph>
      <Button type="button" variant="tertiary" data-size="sm" onClick={onStartAnew}>
        {words.startAnew}
      </Button>
    </div>
  );
}

/** Two people at once: the second is told, and chooses. */
function Conflict({
  state: { status, theirs },
  onTake,
  onKeep,
}: {
  readonly state: DraftState;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}) {
  const words = useWords(texts);
  const { language } = useLanguage();
  if (status !== 'conflict' || theirs === null) return null;
  const when = theirs.savedAt === null ? '' : dateAndTime(theirs.savedAt, language);
  return (
    <Alert data-color="warning" role="alert" className="stack-tight">
      <Heading level={3} data-size="2xs">
        {theirs.mine ? words.conflictMine : words.conflict}
      </Heading>
      <Paragraph>{words.conflictHelp(when)}</Paragraph>
      <div className="row">
        <Button type="button" variant="secondary" data-size="sm" onClick={onTake}>
          {words.takeTheirs}
        </Button>
        <Button type="button" variant="secondary" data-size="sm" onClick={onKeep}>
          {words.keepMine}
        </Button>
      </div>
    </Alert>
  );
}

/** Whether it is saved; said anew at most once a minute. */
function SaveLine({ state, onSave }: { readonly state: DraftState; readonly onSave: () => void }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const { status, savedAt } = state;
  const text =
    status === 'failed'
      ? words.notSaved
      : status === 'closed'
        ? words.closed
        : savedAt === null
          ? words.notSavedYet
          : words.savedAt(clockTime(savedAt, language));
  return (
    <>
      <Paragraph data-size="sm" role="status">
        {text}
      </Paragraph>
      {status === 'failed' && (
        <Button type="button" variant="tertiary" data-size="sm" onClick={onSave}>
          {words.saveNow}
        </Button>
      )}
    </>
  );
}

function knownOf(task: TaskAnswer, pathway: PathwayAnswer, today: string): Known {
  return {
    kind: task.kind === 'offer-again' ? 'offer-again' : 'needs-assessment',
    point: (task.point ?? 1) as PointNumber,
    today,
    closesOn: osloDay(new Date(task.closesAt)),
    answers: Object.fromEntries(
      answerNames.map((name) => [name, pathway.answers[name]?.value ?? null]),
    ) as Known['answers'],
    gp: pathway.gp,
  };
}

function backgroundOf(task: TaskAnswer, pathway: PathwayAnswer, units: readonly ShownUnit[]): Background {
  const { number, district } = pathway.municipality;
  const municipal = units.find(
    (unit) =>
      unit.kind === 'municipality' &&
      unit.municipality?.number === number &&
      unit.municipality.district === district,
  );
  const trust = units.find(({ unitId }) => unitId === pathway.hospital.unitId)?.trust;
  const coordinating = units.find(
    (unit) => unit.kind === 'hospital' && unit.trust === trust && unit.escalatesTo === null,
  );
  const offering = [municipal, coordinating].filter((unit) => unit !== undefined);
  return {
    answers: pathway.answers,
    offers: new Map(actionPackage(themes, offering).map(({ theme, offers }) => [theme, offers])),
    mattered: task.whatMatters,
    closesAt: task.closesAt,
  };
}
