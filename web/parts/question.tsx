import { Paragraph } from '@digdir/designsystemet-react';
import type { Question } from '../../functions/describe-api/document.ts';
import { useUnitNames } from '../api/units.ts';
import { longDate } from '../format/dates.ts';
import { type InEach, useLanguage, useWords } from '../texts/words.ts';

const texts: InEach<{
  asked: (by: string, unit: string, date: string) => string;
  answer: (date: string) => string;
  waiting: string;
  elsewhere: string;
}> = {
  nb: {
    asked: (by, unit, date) => `${by} spurte ${unit}, ${date}`,
    answer: (date) => `Svar ${date}`,
    waiting: 'Ikke besvart ennå',
    elsewhere: 'Teksten er for dem som spør og svarer.',
  },
  nn: {
    asked: (by, unit, date) => `${by} spurde ${unit}, ${date}`,
    answer: (date) => `Svar ${date}`,
    waiting: 'Ikkje svart på enno',
    elsewhere: 'Teksten er for dei som spør og svarer.',
  },
  en: {
    asked: (by, unit, date) => `${by} asked ${unit}, ${date}`,
    answer: (date) => `Answer, ${date}`,
    waiting: 'Not answered yet',
    elsewhere: 'The text is for those who ask and answer.',
  },
};

/** A question between two units, with its answer where there is one. */
export function QuestionAsked({ question }: { readonly question: Question }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const { askedBy, unitId, askedAt, answeredAt, text, answer } = question;
  return (
    <div className="question">
      <Paragraph data-size="sm">
        {words.asked(nameOf(askedBy), nameOf(unitId), longDate(askedAt, language))}
      </Paragraph>
      <Paragraph className="pre">{text ?? words.elsewhere}</Paragraph>
      {answeredAt === null ? (
        <Paragraph data-size="sm">{words.waiting}</Paragraph>
      ) : (
        <>
          <Paragraph data-size="sm">{words.answer(longDate(answeredAt, language))}</Paragraph>
          {answer !== undefined && <Paragraph className="pre">{answer}</Paragraph>}
        </>
      )}
    </div>
  );
}
