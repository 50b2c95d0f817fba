import { Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { Patient } from '../../functions/describe-api/document.ts';
import { common } from '../texts/common.ts';
import { type InEach, useLanguage, useWords } from '../texts/words.ts';
import { Phone } from './phone.tsx';

const texts: InEach<{
  title: string;
  nationalId: string;
  phone: string;
  group: string;
  interpreter: string;
  guardian: string;
  minor: string;
  protectedAddress: string;
  protectedHelp: string;
  noPhone: string;
}> = {
  nb: {
    title: 'Pasienten',
    nationalId: 'Fødselsnummer',
    phone: 'Telefon',
    group: 'Sykdomsgruppe',
    interpreter: 'Trenger tolk',
    guardian: 'Foresatt',
    minor: 'Under 18 år: snakk med foresatte, og med barnet på barnets vis.',
    protectedAddress: 'Sperret adresse',
    protectedHelp: 'Gi ingen opplysninger om hvor pasienten bor, og skriv dem ikke her.',
    noPhone: 'Ikke oppgitt: se i egen journal',
  },
  nn: {
    title: 'Pasienten',
    nationalId: 'Fødselsnummer',
    phone: 'Telefon',
    group: 'Sjukdomsgruppe',
    interpreter: 'Treng tolk',
    guardian: 'Føresett',
    minor: 'Under 18 år: snakk med føresette, og med barnet på barnet sin måte.',
    protectedAddress: 'Sperra adresse',
    protectedHelp: 'Gi ingen opplysningar om kvar pasienten bur, og skriv dei ikkje her.',
    noPhone: 'Ikkje oppgitt: sjå i eigen journal',
  },
  en: {
    title: 'The patient',
    nationalId: 'National id',
    phone: 'Phone',
    group: 'Diagnosis group',
    interpreter: 'Needs an interpreter',
    guardian: 'Guardian',
    minor: 'Under 18: talk with the guardians, and with the child in a child’s way.',
    protectedAddress: 'Protected address',
    protectedHelp: 'Tell nobody where the patient lives, and do not write it here.',
    noPhone: 'Not given: look in your own record',
  },
};

/** Who it is about: what a coordinator needs to call, and to do it rightly. */
export function PatientCard({
  patient,
  group,
  children,
}: {
  readonly patient: Patient;
  readonly group?: string | undefined;
  readonly children?: ReactNode;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.title}
      </Heading>
      <Paragraph className="patient-name">
        <strong>{patient.name}</strong>
      </Paragraph>
      {patient.minor && <Tag data-color="info">{words.minor}</Tag>}
      {patient.addressProtected && (
        <Paragraph data-size="sm">
          <Tag data-color="danger">{words.protectedAddress}</Tag> {words.protectedHelp}
        </Paragraph>
      )}
      <dl className="facts">
        <dt>{words.nationalId}</dt>
        <dd>{`${patient.nationalId.slice(0, 6)} ${patient.nationalId.slice(6)}`}</dd>
        <dt>{words.phone}</dt>
        <dd>{patient.phone === undefined ? words.noPhone : <Phone number={patient.phone} />}</dd>
        {group !== undefined && (
          <>
            <dt>{words.group}</dt>
            <dd>{shared.groups[group] ?? group}</dd>
          </>
        )}
        {patient.interpreter !== undefined && (
          <>
            <dt>{words.interpreter}</dt>
            <dd>{languageName(patient.interpreter, language)}</dd>
          </>
        )}
        {patient.guardian !== undefined && (
          <>
            <dt>{words.guardian}</dt>
            <dd>
              {patient.guardian.name}
              {patient.guardian.phone !== undefined && (
                <>
                  {', '}
                  <Phone number={patient.guardian.phone} />
                </>
              )}
            </dd>
          </>
        )}
      </dl>
      {children}
    </Card>
  );
}

/** What a language tag is called; a word that is none stays as it was written. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
