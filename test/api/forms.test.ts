import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formError } from '../../functions/shared/http/forms.ts';
import {
  cohort,
  draft,
  event,
  listTasksQuery,
  outcome,
  place,
  question,
  taskSearch,
  unit,
} from '../../functions/shared/http/schemas.ts';
import { units } from '../support/simulated.ts';

/** What does not have its form is told by a code that stays as it is, whatever zod calls it. */

function errorsOf(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { reportInput: true });
  return (error?.issues ?? []).map((issue) => formError(issue, 'body'));
}
const codesOf = (schema: z.ZodType, value: unknown) =>
  errorsOf(schema, value).map(({ path, code, limit }) => [
    path,
    code,
    ...(limit === undefined ? [] : [limit]),
  ]);

const assessed = { outcome: 'assessed', heldOn: '2026-11-20', mode: 'phone', needs: [] };
const known = units[0]!;
const contact = { role: 'coordinator', language: 'nb' };

describe('a form that is not as it should be', () => {
  it.each<[string, z.ZodType, unknown, readonly (readonly unknown[])[]]>([
    ['is not there', question, undefined, [['body', 'missing']]],
    ['lacks a field', question, {}, [['text', 'missing']]],
    ['lacks a choice', outcome, { ...assessed, mode: undefined }, [['mode', 'missing']]],
    ['has an empty text', question, { text: '' }, [['text', 'missing']]],
    ['has a text that is too short', taskSearch, { name: 'a' }, [['name', 'too-short', 2]]],
    ['has one that is too long', question, { text: 'a'.repeat(10_001) }, [['text', 'too-long', 10_000]]],
    ['has something of another type', question, { text: 7 }, [['text', 'wrong-type']]],
    ['has a number that is too small', listTasksQuery, { limit: 0 }, [['limit', 'too-small', 1]]],
    ['has one that is too big', outcome, { ...assessed, distress: 11 }, [['distress', 'too-big', 10]]],
    ['has part of a number', outcome, { ...assessed, distress: 1.5 }, [['distress', 'wrong-type']]],
    [
      'has too few',
      cohort,
      {
        name: 'A',
        groups: [],
        municipalities: [{ number: '3212' }],
        from: '2026-01-01',
        until: '2026-12-31',
        target: 1,
      },
      [['groups', 'too-few', 1]],
    ],
    ['has too many', outcome, { ...assessed, askGp: Array(6).fill('pain') }, [['askGp', 'too-many', 5]]],
    ['chooses what is not there', outcome, { ...assessed, mode: 'fax' }, [['mode', 'no-choice']]],
    ['is of no kind that is there', outcome, { outcome: 'forgotten' }, [['outcome', 'no-choice']]],
    ['has a day that is none', outcome, { ...assessed, heldOn: '2026-02-30' }, [['heldOn', 'not-a-date']]],
    [
      'has a year that is a slip',
      outcome,
      { ...assessed, heldOn: '0202-11-20' },
      [['heldOn', 'out-of-range']],
    ],
    [
      'has neither a day nor an instant',
      listTasksQuery,
      { dueBefore: 'soon' },
      [['dueBefore', 'no-alternative']],
    ],
    ['has letters where digits are', place, { number: 'Oslo' }, [['number', 'four-digits']]],
    ['has no letter', taskSearch, { name: '12' }, [['name', 'letter']]],
    [
      'has an address that is none',
      unit,
      { ...known, contacts: [{ ...contact, email: 'me' }] },
      [['contacts.0.email', 'not-an-email']],
    ],
    ['has no address', unit, { ...known, contacts: [contact] }, [['contacts.0', 'no-address']]],
    [
      'names what there is not',
      unit,
      { ...known, settings: { windows: { tea: {} } } },
      [['settings.windows', 'unknown-name']],
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(codesOf(schema, value)).toEqual(expected);
  });

  it('is too deep', () => {
    let content: Readonly<Record<string, unknown>> = {};
    for (let level = 0; level < 30; level += 1) content = { content };
    expect(codesOf(draft, { revision: 0, content })).toEqual([['content', 'too-deep']]);
  });

  it('has an instant that is none, or a text of another form', () => {
    expect(codesOf(z.iso.datetime(), 'noon')).toEqual([['body', 'not-a-time']]);
    expect(codesOf(z.string().regex(/^a$/), 'b')).toEqual([['body', 'wrong-format']]);
    expect(codesOf(z.date().max(new Date(0)), new Date(1))).toEqual([['body', 'too-big', 0]]);
  });

  it('is told in English whatever the code', () => {
    const [error] = errorsOf(place, { number: 'Oslo' });
    expect(error).toEqual({ path: 'number', code: 'four-digits', message: 'four digits' });
    expect(errorsOf(event, { type: 'ready' })[0]?.message).toMatch(/^Invalid input/);
  });
});
