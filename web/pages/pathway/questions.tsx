import {
  Alert,
  Button,
  Details,
  Field,
  Label,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId, useRef } from 'react';
import { Link as RouterLink } from 'react-router';
import type { PathwayAnswer, Question } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { useUnitNames } from '../../api/units.ts';
import { QuestionAsked } from '../../parts/question.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { useWords } from '../../texts/words.ts';
import { askable } from './report.ts';
import { reportTexts } from './report-texts.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** What units have asked each other, and a question of one's own. An answer is given in the task that asks for it. */
export function Questions({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const { role } = useHere();
  const { questions, status, patient } = pathway;
  return (
    <Section title={words.questions}>
      {questions.length === 0 && <Paragraph data-size="sm">{words.noQuestions}</Paragraph>}
      {questions.map((question) => (
        <Asked key={question.questionId} question={question} pathway={pathway} />
      ))}
      {role === 'coordinator' && patient !== undefined && status === 'active' && <Ask pathway={pathway} />}
    </Section>
  );
}

function Asked({ question, pathway }: { readonly question: Question; readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const { unit } = useHere();
  const { questionId, answeredAt } = question;
  // the task by which it is answered
  const task = pathway.followUps.find(({ cause }) => cause === questionId);
  const isMine = answeredAt === null && task?.taskId != null && task.unitId === unit?.unitId;
  return (
    <article className="stack-tight entry">
      <QuestionAsked question={question} />
      {isMine && (
        <Paragraph data-size="sm">
          <RouterLink className="ds-link" to={`/tasks/${part(task.taskId ?? '')}`}>
            {words.toAnswer}
          </RouterLink>
        </Paragraph>
      )}
    </article>
  );
}

function Ask({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(reportTexts);
  const { unit } = useHere();
  const nameOf = useUnitNames();
  const whom = useId();
  const form = useRef<HTMLFormElement>(null);
  const units = askable(pathway, unit?.unitId);
  const ask = useAct(
    (client, { text, unitId }: { readonly text: string; readonly unitId: string }) =>
      client.send('POST', `/pathways/${part(pathway.pathwayId)}/questions`, { text, unitId }),
    { onDone: () => form.current?.reset() },
  );
  if (units.length === 0) return null;
  const isRefused = ask.error instanceof ApiProblem && [409, 422].includes(ask.error.status);
  return (
    <div className="no-print">
      <Details data-size="sm">
        <Details.Summary>{words.ask}</Details.Summary>
        <Details.Content>
          <form
            ref={form}
            className="stack-tight"
            onSubmit={(event) => {
              event.preventDefault();
              const data = new FormData(event.currentTarget);
              ask.mutate({ text: String(data.get('text')), unitId: String(data.get('unitId')) });
            }}
          >
            <Field>
              <Label htmlFor={whom}>{words.askWhom}</Label>
              <Select id={whom} name="unitId" required>
                {units.map((unitId) => (
                  <Select.Option key={unitId} value={unitId}>
                    {nameOf(unitId)}
                  </Select.Option>
                ))}
              </Select>
            </Field>
            <Textfield
              multiline
              rows={3}
              name="text"
              label={words.askText}
              description={words.askDoes}
              required
              maxLength={10_000}
            />
            {isRefused ? (
              <Alert data-color="warning" role="alert">
                {words.askRefused}
              </Alert>
            ) : (
              ask.error && <Failure error={ask.error} />
            )}
            {ask.isSuccess && (
              <Alert data-color="success" role="status">
                {words.asked}
              </Alert>
            )}
            <div>
              <Button type="submit" data-size="sm" disabled={ask.isPending}>
                {words.ask}
              </Button>
            </div>
          </form>
        </Details.Content>
      </Details>
    </div>
  );
}
