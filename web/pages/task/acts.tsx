import {
  Button,
  Card,
  Details,
  Field,
  Heading,
  Label,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import type { TaskAnswer } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part, serverNow } from '../../api/client.ts';
import { dateAndTime, osloDay } from '../../format/dates.ts';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { UnitSelect } from '../../parts/unit-select.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

interface OfTask {
  readonly task: TaskAnswer;
}

export function isActive({ status }: Pick<TaskAnswer, 'status'>): boolean {
  return status === 'open' || status === 'accepted';
}

/** Whether it is the task of the unit that one acts for; others only look. */
export function useIsOwn({ unitId }: Pick<TaskAnswer, 'unitId'>): boolean {
  return useHere().unit?.unitId === unitId;
}

/** What can be done with a task short of completing it. */
export function Acts({ task }: OfTask) {
  if (!isActive(task)) return null;
  return (
    <>
      <OnTask task={task} />
      {task.reports !== undefined && task.reports.length > 0 && <Reports task={task} />}
    </>
  );
}

function OnTask({ task }: OfTask) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const isConversation = task.kind === 'needs-assessment' || task.kind === 'offer-again';
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.acts}
      </Heading>
      <Acceptance task={task} />
      {task.appointmentOn && <Paragraph>{words.booked(dateAndTime(task.appointmentOn, language))}</Paragraph>}
      <div className="row">
        {(isConversation || task.kind === 'gp-appointment') && <Book task={task} />}
        {task.kind !== 'route-manually' && <Transfer task={task} />}
        {task.kind !== 'route-manually' && <Reject task={task} />}
      </div>
    </Card>
  );
}

function Acceptance({ task }: OfTask) {
  const words = useWords(texts);
  const me = useHere();
  const address = `/tasks/${part(task.taskId)}/acceptance`;
  const accept = useAct((client) => client.send('POST', address, {}));
  const release = useAct((client) => client.send('DELETE', address, {}));
  const error = accept.error ?? release.error;
  return (
    <>
      {task.status === 'open' ? (
        <div className="row">
          <Button onClick={() => accept.mutate()} disabled={accept.isPending}>
            {words.accept}
          </Button>
          <Paragraph data-size="sm">{words.acceptHelp}</Paragraph>
        </div>
      ) : (
        <div className="row">
          <Paragraph>
            {task.acceptedBy === me.subject ? words.acceptedByYou : words.acceptedByColleague}
          </Paragraph>
          <Button
            variant="tertiary"
            data-size="sm"
            onClick={() => release.mutate()}
            disabled={release.isPending}
          >
            {words.release}
          </Button>
        </div>
      )}
      {error !== null && <Failure error={error} />}
    </>
  );
}

function Book({ task }: OfTask) {
  const words = useWords(texts);
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const act = useAct((client) =>
    client.send('PUT', `/tasks/${part(task.taskId)}/appointment`, { on: whenOf(date, time) }),
  );
  return (
    <DialogForm label={words.book} help={words.bookHelp} act={act}>
      <Textfield
        type="date"
        label={words.bookDate}
        required
        min={osloDay(serverNow())}
        value={date}
        onChange={(event) => setDate(event.target.value)}
      />
      <Textfield
        type="time"
        label={words.bookTime}
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
    </DialogForm>
  );
}

/** A date, or with a time on the clock in Oslo the instant. */
export function whenOf(date: string, time: string): string {
  if (time === '') return date;
  // what Oslo's clock shows at that time in UTC tells how far it is ahead then
  const asUtc = new Date(`${date}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Oslo',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(asUtc);
  const aheadMs = Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc.getTime();
  return new Date(asUtc.getTime() - aheadMs).toISOString().replace('.000Z', 'Z');
}

function Transfer({ task }: OfTask) {
  const words = useWords(texts);
  const me = useHere();
  const [unitId, setUnitId] = useState('');
  const act = useAct((client) => client.send('POST', `/tasks/${part(task.taskId)}/transfer`, { unitId }));
  return (
    <DialogForm label={words.transfer} help={words.transferHelp} act={act}>
      <UnitSelect
        label={words.transferTo}
        nothing={words.chooseUnit}
        value={unitId}
        onChange={setUnitId}
        may={(unit) => unit.kind === me.unit?.kind && unit.unitId !== task.unitId}
      />
    </DialogForm>
  );
}

const rejectReasons = ['not-ours', 'moved', 'other'] as const;

function Reject({ task }: OfTask) {
  const words = useWords(texts);
  const id = useId();
  const [reason, setReason] = useState<(typeof rejectReasons)[number]>('not-ours');
  const act = useAct((client) => client.send('POST', `/tasks/${part(task.taskId)}/rejection`, { reason }));
  return (
    <DialogForm label={words.reject} help={words.rejectHelp} act={act}>
      <Field>
        <Label htmlFor={id}>{words.reject}</Label>
        <Select id={id} value={reason} onChange={(event) => setReason(event.target.value as typeof reason)}>
          {rejectReasons.map((one) => (
            <Select.Option key={one} value={one}>
              {words.rejectReasons[one]}
            </Select.Option>
          ))}
        </Select>
      </Field>
    </DialogForm>
  );
}

/** What is found in one's own record: the patient has died, has moved, or is in hospital. */
function Reports({ task }: OfTask) {
  const words = useWords(texts);
  const reports = new Set(task.reports);
  return (
    <Details data-size="sm" variant="tinted">
      <Details.Summary>{words.reports}</Details.Summary>
      <Details.Content>
        <Paragraph data-size="sm">{words.reportsHelp}</Paragraph>
        <div className="row">
          {reports.has('in-hospital') && <InHospital task={task} />}
          {reports.has('moved') && <Moved task={task} />}
          {reports.has('deceased') && <Deceased task={task} />}
        </div>
      </Details.Content>
    </Details>
  );
}

function InHospital({ task }: OfTask) {
  const words = useWords(texts);
  const act = useAct((client) =>
    client.send('POST', `/tasks/${part(task.taskId)}/completion`, {
      outcome: 'not-held',
      reason: 'in-hospital',
    }),
  );
  return <DialogForm label={words.inHospital} help={words.inHospitalHelp} act={act} send={words.confirm} />;
}

function Moved({ task }: OfTask) {
  const words = useWords(texts);
  const [occurredOn, setOn] = useState(() => osloDay(serverNow()));
  const [number, setNumber] = useState('');
  const [district, setDistrict] = useState('');
  const act = useAct((client) =>
    client.send('POST', `/pathways/${part(task.pathwayId)}/events`, {
      type: 'moved',
      occurredOn,
      municipality: { number, district: district === '' ? null : district },
    }),
  );
  return (
    <DialogForm label={words.moved} help={words.movedHelp} act={act} send={words.confirm}>
      <Textfield
        type="date"
        label={words.movedOn}
        required
        value={occurredOn}
        onChange={(event) => setOn(event.target.value)}
      />
      <Textfield
        label={words.movedTo}
        required
        inputMode="numeric"
        pattern="\d{4}"
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      {number === '0301' && (
        <Textfield
          label={words.movedDistrict}
          required
          inputMode="numeric"
          pattern="\d{2}"
          value={district}
          onChange={(event) => setDistrict(event.target.value)}
        />
      )}
    </DialogForm>
  );
}

function Deceased({ task }: OfTask) {
  const words = useWords(texts);
  const [occurredOn, setOn] = useState(() => osloDay(serverNow()));
  const act = useAct((client) =>
    client.send('POST', `/pathways/${part(task.pathwayId)}/events`, { type: 'deceased', occurredOn }),
  );
  return (
    <DialogForm label={words.deceased} help={words.deceasedHelp} act={act} send={words.confirm} isGrave>
      <Textfield
        type="date"
        label={words.deceasedOn}
        required
        max={osloDay(serverNow())}
        value={occurredOn}
        onChange={(event) => setOn(event.target.value)}
      />
    </DialogForm>
  );
}
