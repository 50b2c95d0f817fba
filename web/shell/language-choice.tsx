import { Field, Label, Select } from '@digdir/designsystemet-react';
import { useId } from 'react';
import { type Language, languages } from '../../domain/model.ts';
import { useLanguage } from '../texts/words.ts';

const names: Readonly<Record<Language, string>> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' };
const labels: Readonly<Record<Language, string>> = { nb: 'Språk', nn: 'Språk', en: 'Language' };

export function LanguageChoice() {
  const { language, choose } = useLanguage();
  const id = useId();
  return (
    <Field className="language" data-size="sm">
      <Label htmlFor={id}>{labels[language]}</Label>
      <Select id={id} value={language} onChange={(event) => choose(event.target.value as Language)}>
        {languages.map((one) => (
          <Select.Option key={one} value={one} lang={one}>
            {names[one]}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
