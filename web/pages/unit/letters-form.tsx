import { Fieldset, Textfield } from '@digdir/designsystemet-react';
import { letterFields } from '../../../domain/letters.ts';
import type { InEach } from '../../texts/in-each.ts';
import { useWords } from '../../texts/words.ts';
import { usualLetters } from '../letters/usual.ts';
import { valueAt } from './draft.ts';
import { fieldId, LinesAt, TextAt, useForm } from './fields.tsx';

const texts: InEach<{
  title: string;
  help: (fields: string) => string;
  letter: (n: number) => string;
  add: string;
  key: string;
  keyHelp: string;
  language: string;
  languageHelp: string;
  heading: string;
  text: string;
}> = {
  nb: {
    title: 'Brev til pasienter',
    help: (fields) =>
      `Kommunens egne brev, til å skrive ut fra forløpet. Det som står i klammer, fylles ut for hver pasient: ${fields}.`,
    letter: (n) => `Brev ${n}`,
    add: 'Nytt brev',
    key: 'Hvilket brev',
    keyHelp: '«information» og «invitation» erstatter de vanlige; andre kommer i tillegg',
    language: 'Språk',
    languageHelp: 'Språkkode, for eksempel nb, se eller pl',
    heading: 'Overskrift',
    text: 'Tekst',
  },
  nn: {
    title: 'Brev til pasientar',
    help: (fields) =>
      `Eigne brev frå kommunen, til å skrive ut frå forløpet. Det som står i klammar, blir fylt ut for kvar pasient: ${fields}.`,
    letter: (n) => `Brev ${n}`,
    add: 'Nytt brev',
    key: 'Kva brev',
    keyHelp: '«information» og «invitation» erstattar dei vanlege; andre kjem i tillegg',
    language: 'Språk',
    languageHelp: 'Språkkode, til dømes nb, se eller pl',
    heading: 'Overskrift',
    text: 'Tekst',
  },
  en: {
    title: 'Letters to patients',
    help: (fields) =>
      `The municipality’s own letters, to be printed from the pathway. What stands in braces is filled in for each patient: ${fields}.`,
    letter: (n) => `Letter ${n}`,
    add: 'New letter',
    key: 'Which letter',
    keyHelp: '“information” and “invitation” replace the usual ones; others are added',
    language: 'Language',
    languageHelp: 'Language code, e.g. nb, se or pl',
    heading: 'Heading',
    text: 'Text',
  },
};

/** A municipality's own letters; a new one begins as the usual one in bokmål, to be changed. */
export function LettersForm() {
  const words = useWords(texts);
  const usual = { ...usualLetters[0] };
  return (
    <Fieldset>
      <Fieldset.Legend>{words.title}</Fieldset.Legend>
      <Fieldset.Description>
        {words.help(letterFields.map((name) => `{${name}}`).join(', '))}
      </Fieldset.Description>
      <LinesAt path="settings.letters" name={words.letter} add={words.add} fresh={usual}>
        {(path) => (
          <>
            <div className="fields">
              <TextAt path={`${path}.key`} label={words.key} help={words.keyHelp} required />
              <TextAt path={`${path}.language`} label={words.language} help={words.languageHelp} required />
            </div>
            <TextAt path={`${path}.title`} label={words.heading} required />
            <LongTextAt path={`${path}.text`} label={words.text} />
          </>
        )}
      </LinesAt>
    </Fieldset>
  );
}

function LongTextAt({ path, label }: { readonly path: string; readonly label: string }) {
  const { draft, change, errorAt } = useForm();
  const error = errorAt(path);
  return (
    <Textfield
      id={fieldId(path)}
      multiline
      rows={12}
      label={label}
      {...(error === undefined ? {} : { error })}
      required
      value={String(valueAt(draft, path) ?? '')}
      onChange={(event) => change(path, event.target.value)}
    />
  );
}
