import { Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import type { AuditEntry, RevisedUnit } from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useList, useRead } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { contactName, contactRoleNames } from '../../parts/contact-name.ts';
import { useHere } from '../../shell/here.ts';
import { useWords } from '../../texts/words.ts';
import { employeesOf, otherEmployee } from './employees.ts';
import { reportTexts } from './report-texts.ts';

/**
 * Whom the patient blocks: one of those who have looked, where the unit may know them, or of the unit's own contacts, so
 * that nobody has to copy an id; anybody else by the id.
 */
export function EmployeeField({ pathwayId }: { readonly pathwayId: string }) {
  const words = useWords(reportTexts);
  const roles = useWords(contactRoleNames);
  const nameOf = useUnitNames();
  const { unit } = useHere();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const isHospital = unit?.kind === 'hospital';
  const looked = useList<AuditEntry>(
    `/pathways/${part(pathwayId)}/audit`,
    { limit: 100 },
    { enabled: isHospital },
  );
  const own = useRead<RevisedUnit>(`/units/${part(unit?.unitId ?? '')}`);
  const employees = employeesOf({
    entries: looked.data?.pages.flatMap(({ items }) => items) ?? [],
    contacts: (own.data?.contacts ?? []).map((contact) => ({
      subject: contact.subject,
      name: contactName(contact, roles),
    })),
    unitId: unit?.unitId ?? null,
  });
  const isOther = chosen === otherEmployee || employees.length === 0;
  return (
    <>
      {employees.length > 0 && (
        <Field>
          <Label htmlFor={id}>{words.employee}</Label>
          <Select
            id={id}
            {...(isOther ? {} : { name: 'subject' })}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            required
          >
            <Select.Option value="">{words.choose}</Select.Option>
            {employees.map(({ subject, name, unitId }) => (
              <Select.Option key={subject} value={subject}>
                {unitId === null ? name : `${name}, ${nameOf(unitId)}`}
              </Select.Option>
            ))}
            <Select.Option value={otherEmployee}>{words.otherEmployee}</Select.Option>
          </Select>
        </Field>
      )}
      {isOther && (
        <Textfield
          name="subject"
          label={words.subject}
          description={words.subjectHelp}
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
    </>
  );
}
