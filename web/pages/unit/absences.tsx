import { Button, Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { contactIds } from '../../../domain/contacts.ts';
import type { Absence } from '../../../domain/model.ts';
import type { RevisedUnit } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part, serverNow } from '../../api/client.ts';
import { osloDay, shortDate } from '../../format/dates.ts';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

interface OfContact {
  readonly unit: RevisedUnit;
  /** The contact's place in the unit's list. */
  readonly n: number;
}

/** When a contact is away, from today on, and who stands in; noted and taken away by the unit itself. */
export function Absences({ unit, n, mayTend }: OfContact & { readonly mayTend: boolean }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const contacts = unit.contacts ?? [];
  const ids = contactIds(contacts);
  const all: readonly Absence[] = contacts[n]?.absences ?? [];
  const today = osloDay(serverNow());
  const write = useWrite({ unit, n });
  const nameOf = (contactId: string) => {
    const at = ids.indexOf(contactId);
    const contact = contacts[at];
    return contact === undefined ? contactId : words.contactName(at + 1, words.roles[contact.role]);
  };
  const said = ({ from, until }: Absence) => [shortDate(from, language), shortDate(until, language)] as const;
  return (
    <>
      {all
        .filter(({ until }) => until >= today)
        .map((absence) => (
          <div key={`${absence.from} ${absence.until}`} className="row">
            <Paragraph data-size="sm">
              {`${words.away(...said(absence))}. ${
                absence.deputy === undefined ? words.noDeputy : words.deputy(nameOf(absence.deputy))
              }.`}
            </Paragraph>
            {mayTend && (
              <Button
                variant="tertiary"
                data-size="sm"
                disabled={write.isPending}
                aria-label={words.removeAbsence(...said(absence))}
                onClick={() => write.mutate(all.filter((other) => other !== absence))}
              >
                {words.removeAbsenceShort}
              </Button>
            )}
          </div>
        ))}
      {write.error !== null && <Failure error={write.error} />}
      {mayTend && <AddAbsence unit={unit} n={n} all={all} />}
    </>
  );
}

function AddAbsence({ unit, n, all }: OfContact & { readonly all: readonly Absence[] }) {
  const words = useWords(texts);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [deputy, setDeputy] = useState('');
  const deputyId = useId();
  const contacts = unit.contacts ?? [];
  const ids = contactIds(contacts);
  const write = useWrite({ unit, n });
  const act = {
    ...write,
    mutateAsync: () =>
      write.mutateAsync([...all, { from, until, ...(deputy === '' ? {} : { deputy }) }]).then(() => {
        setFrom('');
        setUntil('');
        setDeputy('');
      }),
  };
  const role = words.roles[contacts[n]?.role ?? 'coordinator'];
  return (
    <DialogForm
      label={words.addAbsence}
      title={`${words.addAbsence}: ${words.contactName(n + 1, role).toLocaleLowerCase()}`}
      help={words.addAbsenceHelp}
      act={act}
    >
      <Textfield
        type="date"
        label={words.firstDay}
        required
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Textfield
        type="date"
        label={words.lastDay}
        required
        min={from}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <Field>
        <Label htmlFor={deputyId}>{words.standIn}</Label>
        <Select id={deputyId} value={deputy} onChange={(event) => setDeputy(event.target.value)}>
          <Select.Option value="">{words.standInNobody}</Select.Option>
          {contacts.map(
            (contact, at) =>
              at !== n &&
              contact.disabled !== true && (
                <Select.Option key={ids[at]} value={ids[at]}>
                  {[words.contactName(at + 1, words.roles[contact.role]), contact.email ?? contact.sms].join(
                    ' · ',
                  )}
                </Select.Option>
              ),
          )}
        </Select>
      </Field>
    </DialogForm>
  );
}

/** Writes the absences of a contact in place of what was read, so that nobody else's change is lost. */
function useWrite({ unit, n }: OfContact) {
  const contactId = contactIds(unit.contacts ?? [])[n] ?? '';
  return useAct((client, absences: readonly Absence[]) =>
    client.send('PUT', `/units/${part(unit.unitId)}/contacts/${part(contactId)}/absences`, {
      absences,
      revision: unit.revision,
    }),
  );
}
