import {
  Alert,
  Button,
  Card,
  Field,
  Fieldset,
  Heading,
  Label,
  Link,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { fieldsOf, filledIn, lettersOf } from '../../../domain/letters.ts';
import type { LetterSetting } from '../../../domain/model.ts';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { part, serverNow } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { useUnits } from '../../api/units.ts';
import { languageName } from '../../parts/patient-card.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';
import { asAgreed, usualLetters } from './usual.ts';
import { knownValues, type LetterValues } from './values.ts';

/** A municipality's letters to its patient, filled in and printed by the browser. Nothing of them is sent or stored. */
export default function LettersPage() {
  const words = useWords(texts);
  const { unit } = useHere();
  const { pathwayId = '' } = useParams();
  const isOwn = unit?.kind === 'municipality';
  const pathway = useRead<PathwayAnswer>(`/pathways/${part(pathwayId)}`, {}, { enabled: isOwn });
  const units = useUnits();
  const failed = pathway.error ?? units.error;
  const isHere = pathway.data !== undefined && units.data !== undefined;
  const own = units.data?.find(({ unitId }) => unitId === unit?.unitId);
  const above = units.data?.find(({ unitId }) => unitId === own?.escalatesTo);
  return (
    <Page title={words.title} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <Link asChild className="no-print">
        <RouterLink to={`/pathways/${part(pathwayId)}`}>{words.back}</RouterLink>
      </Link>
      {!isOwn && <Alert data-color="info">{words.notYours}</Alert>}
      {isOwn && failed && <Failure error={failed} again={() => void pathway.refetch()} />}
      {isOwn && !failed && !isHere && <Loading />}
      {isOwn && !failed && isHere && (
        <Letters pathway={pathway.data} letters={lettersOf([own, above], usualLetters)} />
      )}
    </Page>
  );
}

/** The patient's language where there are letters in it; the reader's otherwise. */
function firstLanguage(letters: readonly LetterSetting[], wanted: readonly (string | undefined)[]): string {
  const found = wanted.flatMap((language) =>
    letters.filter((letter) => language !== undefined && baseOf(letter.language) === baseOf(language)),
  );
  return found[0]?.language ?? letters[0]?.language ?? 'nb';
}

function baseOf(tag: string): string {
  return tag.split('-')[0]!.toLowerCase();
}

function Letters({
  pathway,
  letters,
}: {
  readonly pathway: PathwayAnswer;
  readonly letters: readonly LetterSetting[];
}) {
  const words = useWords(texts);
  const { language: reader } = useLanguage();
  const { patient } = pathway;
  const [language, setLanguage] = useState(() => firstLanguage(letters, [patient?.interpreter, reader]));
  const [key, setKey] = useState('information');
  const inIt = letters.filter((letter) => letter.language === language);
  const letter = inIt.find((one) => one.key === key) ?? inIt[0];
  const hasOwn = letters.some((one) => baseOf(one.language) === baseOf(patient?.interpreter ?? ''));
  return (
    <>
      <div className="stack-tight no-print">
        {patient?.interpreter !== undefined && (
          <Alert data-color="info">
            {words.interpreter(languageName(patient.interpreter, reader))}{' '}
            {hasOwn ? words.hasLetter : words.hasNoLetter}
          </Alert>
        )}
        {patient?.minor && <Alert data-color="info">{words.guardian}</Alert>}
        {patient?.addressProtected && <Alert data-color="warning">{words.protectedAddress}</Alert>}
        <div className="row">
          <Choice
            label={words.language}
            value={language}
            onChange={setLanguage}
            options={[...new Set(letters.map((one) => one.language))].map((tag) => ({
              value: tag,
              name: languageName(tag, reader),
            }))}
          />
          <Choice
            label={words.letter}
            value={letter?.key ?? ''}
            onChange={setKey}
            options={inIt.map((one) => ({ value: one.key, name: words.names[one.key] ?? one.title }))}
          />
        </div>
      </div>
      {letter !== undefined && (
        <Letter key={`${letter.key} ${letter.language}`} pathway={pathway} letter={letter} />
      )}
    </>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <Field>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

function Letter({ pathway, letter }: { readonly pathway: PathwayAnswer; readonly letter: LetterSetting }) {
  const words = useWords(texts);
  const { unit } = useHere();
  const units = useUnits();
  const [values, setValues] = useState<LetterValues>(() =>
    knownValues(pathway, unit, letter.language, serverNow(), units.data),
  );
  const [template] = useState(() => (values.appointment ? asAgreed(letter.text) : letter.text));
  // once the text itself has been changed, its fields are filled in for good
  const [changed, setChanged] = useState<string | null>(null);
  const text = changed ?? filledIn(template, values);
  return (
    <>
      <div className="stack no-print">
        {changed === null ? (
          <Fieldset>
            <Fieldset.Legend>{filledIn(letter.title, values)}</Fieldset.Legend>
            <Fieldset.Description>{words.fieldHelp}</Fieldset.Description>
            <div className="scores">
              {[...new Set(fieldsOf(`${letter.title}${template}{date}`))].map((name) => (
                <Textfield
                  key={name}
                  label={words.fields[name]}
                  value={values[name] ?? ''}
                  autoComplete="off"
                  onChange={(event) => setValues({ ...values, [name]: event.target.value })}
                />
              ))}
            </div>
          </Fieldset>
        ) : (
          <Textfield
            multiline
            rows={16}
            label={words.text}
            lang={letter.language}
            value={changed}
            onChange={(event) => setChanged(event.target.value)}
          />
        )}
        <div className="row">
          <Button onClick={() => print()}>{words.print}</Button>
          <Button variant="secondary" onClick={() => setChanged(changed === null ? text : null)}>
            {changed === null ? words.change : words.useTemplate}
          </Button>
        </div>
        <Heading level={2} data-size="xs">
          {words.preview}
        </Heading>
      </div>
      <Card className="letter" lang={letter.language} dir="auto">
        <Paragraph>{values.date}</Paragraph>
        <Heading level={3} data-size="sm">
          {filledIn(letter.title, values)}
        </Heading>
        <Paragraph className="pre">{text}</Paragraph>
      </Card>
    </>
  );
}
