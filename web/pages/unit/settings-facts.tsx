import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { LadderKey } from '../../../domain/model.ts';
import type { RevisedUnit } from '../../../functions/describe-api/document.ts';
import { useUnitNames } from '../../api/units.ts';
import { useWords } from '../../texts/words.ts';
import { type DurationUnit, durationParts } from './draft.ts';
import { type FormWords, formTexts } from './form-texts.ts';
import { ladderWords, rungInWords } from './ladder-words.ts';
import { texts } from './texts.ts';

/** What a unit has set otherwise than the usual, to be read. */
export function SettingsFacts({ settings }: { readonly settings: NonNullable<RevisedUnit['settings']> }) {
  const words = useWords(texts);
  const form = useWords(formTexts);
  const ladder = useWords(ladderWords);
  const nameOf = useUnitNames();
  const inWords = (duration: string) => durationInWords(duration, form);
  const { anchor, askAgain, sendingHours, quietPeriods, windows, ladders, routes } = settings;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [form.messages, settings.messages === 'morning-digest' && form.messagesDigest],
    [form.anchor, anchor === 'discharge' && form.anchors.discharge],
    [form.catchment, settings.catchment?.join(', ')],
    [
      form.askAgain,
      askAgain && `${form.afterDays}: ${askAgain.afterDays}. ${form.offersAtMost}: ${askAgain.offersAtMost}.`,
    ],
    [form.sendingHours, sendingHours && `${sendingHours.from}–${sendingHours.until}`],
    [
      form.quiet,
      quietPeriods && <Lines key="quiet" lines={quietPeriods.map((period) => periodInWords(period, form))} />,
    ],
    [
      form.windows,
      windows && (
        <Lines
          key="windows"
          lines={Object.entries(windows).map(
            ([key, { dueAfter, closesAfter }]) =>
              `${form.windowKeys[key as keyof typeof form.windowKeys]}: ${form.dueAfter.toLocaleLowerCase()} ${inWords(dueAfter)}, ${form.closesAfter.toLocaleLowerCase()} ${inWords(closesAfter)}`,
          )}
        />
      ),
    ],
    [
      form.ladders,
      ladders && (
        <Lines
          key="ladders"
          lines={Object.entries(ladders).map(
            ([key, rows]) =>
              `${form.ladderKeys[key as LadderKey]}: ${rows.map((row) => rungInWords(row, ladder)).join('; ')}`,
          )}
        />
      ),
    ],
    [
      form.routing,
      routes && (
        <Lines
          key="routes"
          lines={Object.entries(routes).map(
            ([name, to]) => `${form.routes[name as keyof typeof form.routes]}: ${nameOf(to)}`,
          )}
        />
      ),
    ],
    [
      form.extraPoints,
      settings.extraPoints && (
        <Lines
          key="points"
          lines={settings.extraPoints.map(
            ({ name, opensAfter, dueAfter, closesAfter }) =>
              `${name}: ${form.opensAfter.toLocaleLowerCase()} ${inWords(opensAfter)}, ${form.dueAfter.toLocaleLowerCase()} ${inWords(dueAfter)}, ${form.closesAfter.toLocaleLowerCase()} ${inWords(closesAfter)}`,
          )}
        />
      ),
    ],
    [
      form.checklist,
      settings.checklist && <Lines key="checklist" lines={settings.checklist.map(({ text }) => text)} />,
    ],
    [
      form.letters,
      settings.letters && (
        <Lines
          key="letters"
          lines={settings.letters.map(({ title, language }) => `${title} (${language})`)}
        />
      ),
    ],
    [
      form.codes,
      settings.registrationCodes && (
        <Lines
          key="codes"
          lines={settings.registrationCodes.map(({ event, code }) => `${form.events[event]}: ${code}`)}
        />
      ),
    ],
  ];
  const set = facts.filter(([, value]) => value !== undefined && value !== false);
  return (
    <Card asChild className="stack-tight">
      <section>
        <Heading level={2} data-size="xs">
          {words.settings}
        </Heading>
        <Paragraph data-size="sm">{set.length === 0 ? words.noSettings : words.settingsHelp}</Paragraph>
        {set.length > 0 && (
          <dl className="facts">
            {set.map(([name, value]) => (
              <div key={name} className="fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </Card>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return '–';
  return (
    <ul className="plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** `P3M2W` as "3 months 2 weeks". */
function durationInWords(duration: string, words: FormWords): string {
  const parts = duration.slice(1).match(/\d+[DWMY]/g) ?? [];
  return parts
    .map((one) => {
      const { count, unit } = durationParts(`P${one}`) as { count: string; unit: DurationUnit };
      return `${count} ${words.durations[unit]}`;
    })
    .join(' ');
}

function periodInWords(period: object, words: FormWords): string {
  const { fromWeek, toWeek, from, to, beforeEaster } = period as Readonly<Record<string, string | number>>;
  if (beforeEaster !== undefined) return `${words.beforeEaster}: ${beforeEaster}`;
  if (fromWeek !== undefined) return `${words.quietKinds.weeks} ${fromWeek}–${toWeek}`;
  return `${from} – ${to}`;
}
