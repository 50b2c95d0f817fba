import { demanded, open, type Relation, type RelationName, type Row, relations, rows } from './table.ts';

/** `docs/authorisation.md`, made of the table. */

const names = Object.keys(relations) as readonly RelationName[];
const all: Readonly<Record<RelationName, Relation>> = relations;

const line = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], body: readonly (readonly string[])[]) =>
  [line(...head), line(...head.map(() => '---')), ...body.map((cells) => line(...cells))].join('\n');
const listed = (some: readonly string[]) => (some.length === 0 ? '–' : some.join(', '));

function cellsOf(row: Row): readonly string[] {
  const answered = (what: ReturnType<typeof demanded>) =>
    names.filter((name) => all[name].always === undefined && demanded(row, name) === what);
  const may = answered('may');
  const refused = row.others === 403 ? answered(403) : answered(404);
  const others = refused.length === 0 ? '–' : 'all others';
  const isAll = !row.ofPatient && refused.length === 0;
  const isUnits = !row.ofPatient && refused.length === 1 && refused[0] === 'administrator';
  return [
    `\`${row.route}\`${row.about === undefined ? '' : `: ${row.about}`}`,
    isAll ? 'all' : isUnits ? 'every unit' : listed(may),
    row.others === 403 ? others : listed(answered(403)),
    row.others === 404 ? others : '–',
    typeof row.audit === 'string' ? `\`${row.audit}\`` : `none: ${row.audit.none}`,
  ];
}

export const page = `# Who may see and do what

Made of the table in \`test/api/authorisation/table.ts\`, which \`test/api/authorisation.test.ts\` holds the API to: each line below is asked of
the API for each relation, with patients in each situation, at every change of the code. A route of \`openapi.json\` that has no line
fails the test. The rules themselves are in one place, \`functions/shared/access.ts\`.

To read it: whoever _may_ is answered. Whoever _knows of it and may not_ is answered 403. To everybody else it does not exist: 404,
with the same words as for an id that there never was. Refusals store nothing, and stand in the audit like the looks.

## Relations to a patient

What each is shown of a patient, by all routes together. The patient has lived in one municipality, with one GP office, and lives in
another with another since; then the telephone number was corrected. _Said_ is what was said in the conversation, _question_ the words of
a question between hospital and municipality. Nobody whose part has ended is shown the new number.

${table(
  ['called', 'who', 'is shown'],
  names
    .filter((name) => all[name].always === undefined)
    .map((name) => [
      name,
      all[name].who,
      all[name].sees.length === 0 ? 'nothing of the patient' : all[name].sees.join(', '),
    ]),
)}

Whatever is asked:

${table(
  ['called', 'who', 'is answered'],
  names
    .filter((name) => all[name].always !== undefined)
    .map((name) => [name, all[name].who, String(all[name].always)]),
)}

## About a patient

${table(
  ['what', 'may', 'knows of it and may not', 'does not exist', 'in the audit'],
  rows.filter(({ ofPatient }) => ofPatient).map(cellsOf),
)}

## Lists, counts, the directory

A list has in it what is the unit's own. A count below 3 is withheld outside the unit.

${table(
  ['what', 'may', 'may not', 'does not exist', 'in the audit'],
  rows.filter(({ ofPatient }) => !ofPatient).map(cellsOf),
)}

## Without a token

${table(
  ['what', 'why'],
  Object.entries(open).map(([route, why]) => [`\`${route}\``, why]),
)}
`;
