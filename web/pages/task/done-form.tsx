import {
  Alert,
  Button,
  Card,
  Checkbox,
  Field,
  Fieldset,
  Heading,
  Label,
  Paragraph,
  Textarea,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import type { TaskAnswer } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part, serverNow } from '../../api/client.ts';
import { UnitSelect } from '../../parts/unit-select.tsx';
import { Failure } from '../../shell/failure.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { isActive } from './acts.tsx';
import { Onwards, Undo } from './after.tsx';
import { texts } from './texts.ts';

/** How every task but a conversation is completed: what was done, and what the next needs to know. */
export function DoneForm({ task }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const noteId = useId();
  const [note, setNote] = useState('');
  const [unitId, setUnitId] = useState('');
  const [appointmentOn, setAppointmentOn] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set((task.checklist ?? []).filter(({ done }) => done).map(({ key }) => key)),
  );
  const { kind } = task;
  const isQuestion = kind === 'question';
  const act = useAct(async (client) => {
    await client.send('POST', `/tasks/${part(task.taskId)}/completion`, {
      outcome: 'done',
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(unitId === '' ? {} : { unitId }),
      ...(appointmentOn === '' ? {} : { appointmentOn }),
      ...(name.trim() === ''
        ? {}
        : { contactPerson: { name: name.trim(), ...(phone.trim() === '' ? {} : { phone: phone.trim() }) } }),
      ...(task.checklist === undefined ? {} : { checklist: [...ticked] }),
    });
    return { at: serverNow() };
  });
  if (act.data !== undefined && act.isSuccess)
    return (
      <Card className="stack">
        <Alert data-color="success" role="status">
          {words.sent}
        </Alert>
        <Undo taskId={task.taskId} at={act.data.at} onUndone={act.reset} />
        <Onwards taskId={task.taskId} />
      </Card>
    );
  if (!isActive(task)) return null;
  const isIntake = kind === 'municipal-intake' || kind === 'coordinator-referral';
  return (
    <Card asChild>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate();
        }}
      >
        <Heading level={2} data-size="xs">
          {words.completeTitle[kind] ?? words.complete}
        </Heading>
        {task.checklist !== undefined && task.checklist.length > 0 && (
          <Fieldset>
            <Fieldset.Legend>{words.checklist}</Fieldset.Legend>
            {task.checklist.map(({ key, text }) => (
              <Checkbox
                key={key}
                label={text ?? shared.checklist[key] ?? key}
                value={key}
                checked={ticked.has(key)}
                onChange={(event) => setTicked(changed(ticked, key, event.target.checked))}
              />
            ))}
          </Fieldset>
        )}
        {isIntake && (
          <Fieldset>
            <Fieldset.Legend>{words.contactPerson}</Fieldset.Legend>
            <Textfield
              label={words.contactName}
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Textfield
              type="tel"
              label={words.contactPhone}
              maxLength={30}
              value={phone}
              onChange={(event) => setPhone(event.target.value)}
            />
          </Fieldset>
        )}
        {kind === 'route-manually' && <Paragraph data-size="sm">{words.receiverHelp}</Paragraph>}
        {kind === 'route-manually' && (
          <UnitSelect
            label={words.receiver}
            nothing={words.chooseUnit}
            value={unitId}
            onChange={setUnitId}
            may={(unit) => unit.kind === 'municipality'}
          />
        )}
        {kind === 'gp-appointment' && (
          <Textfield
            type="date"
            label={words.appointmentOn}
            value={appointmentOn}
            onChange={(event) => setAppointmentOn(event.target.value)}
          />
        )}
        <Field>
          <Label htmlFor={noteId}>{isQuestion ? words.answerText : words.note}</Label>
          {!isQuestion && <Field.Description>{words.noteHelp}</Field.Description>}
          <Textarea
            id={noteId}
            rows={4}
            maxLength={10_000}
            required={isQuestion}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        {act.error !== null && <Failure error={act.error} />}
        <div>
          <Button type="submit" disabled={act.isPending}>
            {words.completeTitle[kind] ?? words.complete}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function changed(set: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  return isIn ? new Set([...set, key]) : new Set([...set].filter((other) => other !== key));
}
