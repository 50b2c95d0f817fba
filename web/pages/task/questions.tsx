import { Card, Field, Heading, Label, Paragraph, Textarea } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import type { TaskAnswer } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part } from '../../api/client.ts';
import { useUnitNames } from '../../api/units.ts';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { QuestionAsked } from '../../parts/question.tsx';
import { useHere } from '../../shell/here.ts';
import { useWords } from '../../texts/words.ts';
import { isActive } from './acts.tsx';
import { texts } from './texts.ts';

/** What has been asked about the task, and asking more: the pilots' dialogue between municipality and hospital. */
export function Questions({ task }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  const me = useHere();
  const questions = task.questions ?? [];
  const sender = task.hospital?.unitId;
  // who has the patient itself asks from the pathway's page, where it chooses whom
  const mayAsk =
    isActive(task) && sender !== undefined && sender !== me.unit?.unitId && task.kind !== 'question';
  if (questions.length === 0 && !mayAsk) return null;
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.questions}
      </Heading>
      {questions.length === 0 && <Paragraph data-size="sm">{words.noQuestions}</Paragraph>}
      {questions.map((question) => (
        <QuestionAsked key={question.questionId} question={question} />
      ))}
      {mayAsk && <Ask task={task} sender={sender} />}
    </Card>
  );
}

function Ask({ task, sender }: { readonly task: TaskAnswer; readonly sender: string }) {
  const words = useWords(texts);
  const nameOf = useUnitNames();
  const id = useId();
  const [text, setText] = useState('');
  const act = useAct((client) => client.send('POST', `/tasks/${part(task.taskId)}/questions`, { text }), {
    onDone: () => setText(''),
  });
  return (
    <div>
      <DialogForm label={words.ask} help={words.askHelp(task.hospital?.name ?? nameOf(sender))} act={act}>
        <Field>
          <Label htmlFor={id}>{words.askText}</Label>
          <Textarea
            id={id}
            required
            maxLength={10_000}
            rows={5}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </DialogForm>
    </div>
  );
}
