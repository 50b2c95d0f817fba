import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../functions/shared/ports.ts';
import type { Answer } from '../../local/simulation.ts';
import { described } from './authorisation/described.ts';
import { page } from './authorisation/page.ts';
import {
  demanded,
  marks,
  open,
  type Relation,
  type RelationName,
  type Row,
  relations,
  rows,
} from './authorisation/table.ts';
import {
  identifying,
  openWorld,
  type Situation,
  type Subject,
  situations,
  type World,
  wordsOf,
} from './authorisation/world.ts';

const names = Object.keys(relations) as readonly RelationName[];
const relationOf = (name: RelationName): Relation => relations[name];
const situationOf = (name: RelationName): Situation => relationOf(name).at ?? 'home';
const isRead = ({ route }: Row) => route.startsWith('GET ');
/** One patient for each time that something is done, and one that nothing is done to. */
const howMany = (situation: Situation) =>
  1 +
  rows
    .filter((row) => !isRead(row) && row.ofPatient)
    .flatMap((row) =>
      names.filter((name) => demanded(row, name) === 'may' && situationOf(name) === situation),
    ).length;

interface Cell {
  readonly row: Row;
  readonly name: RelationName;
  readonly demanded: 'may' | 401 | 403 | 404;
  readonly subject: Subject;
  readonly answer: Answer;
  readonly wrote: number;
  readonly audited: readonly AuditEntry[];
}
const cells: Cell[] = [];
let world: World;

async function asked(row: Row, name: RelationName): Promise<Cell[]> {
  const wanted = demanded(row, name);
  if (wanted === undefined) return [];
  const { story } = world;
  const changes = wanted === 'may' && !isRead(row) && row.ofPatient;
  const subject = changes ? world.fresh(situationOf(name)) : world.standing(situationOf(name));
  const [wrote, audited] = [story.writes.length, story.world.audited().length];
  const answer = await story.world.call(row.route, relationOf(name).caller, row.ask(subject));
  return [
    {
      row,
      name,
      demanded: wanted,
      subject,
      answer,
      wrote: story.writes.length - wrote,
      audited: story.world.audited().slice(audited),
    },
  ];
}

beforeAll(async () => {
  world = await openWorld(
    Object.fromEntries(situations.map((one) => [one, howMany(one)])) as Record<Situation, number>,
  );
  await world.story.world.call(
    'PUT /cohorts/{cohortId}',
    { role: 'administrator' },
    rows.find(({ route }) => route === 'PUT /cohorts/{cohortId}')!.ask(world.standing('home')),
  );
  for (const row of rows) for (const name of names) cells.push(...(await asked(row, name)));
}, 120_000);

const titleOf = ({ route, about }: Row) => (about === undefined ? route : `${route}, ${about}`);
const cellsOf = (row: Row) => cells.filter((cell) => cell.row === row);

describe('the table', () => {
  it('has every route of openapi.json, and no other', () => {
    const table = [...new Set(rows.map(({ route }) => route)), ...Object.keys(open)];
    expect(table.toSorted()).toEqual(described.map(({ route }) => route).toSorted());
  });

  it('has as open the routes that ask for no token, and no other', () => {
    expect(Object.keys(open).toSorted()).toEqual(
      described
        .filter((one) => one.isOpen)
        .map(({ route }) => route)
        .toSorted(),
    );
  });

  it('is the page that a security officer reads', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/authorisation.md');
  });

  it.each(rows.map((row) => [titleOf(row), row] as const))('%s', (_, row) => {
    const isDone = (status: number) =>
      status < 300 || (row.orRule === true && [409, 422, 429].includes(status));
    const statusOf = ({ answer: { status } }: Cell) => (isDone(status) ? 'may' : status);
    const found = Object.fromEntries(cellsOf(row).map((cell) => [cell.name, statusOf(cell)]));
    expect(found).toEqual(Object.fromEntries(cellsOf(row).map((cell) => [cell.name, cell.demanded])));
  });
});

describe('what is shown', () => {
  const textOf = ({ answer }: Cell) => JSON.stringify(answer.body ?? '');

  it.each(names)('to “%s” is what it was sent, in all answers together', (name) => {
    const shown = cells.filter((cell) => cell.name === name).map(textOf);
    const words = wordsOf(situationOf(name));
    const seen = marks.filter((mark) => shown.some((text) => text.includes(words[mark])));
    expect(seen).toEqual(relationOf(name).sees);
  });

  it.each(names.filter((name) => relationOf(name).sees.length === 0))(
    'to “%s” has nobody’s number, name or diagnosis in it',
    (name) => {
      const shown = cells.filter((cell) => cell.name === name);
      expect(shown.length).toBeGreaterThan(20);
      const all = relationOf(name).caller.role === 'administrator' ? situations : [situationOf(name)];
      const told = all.flatMap((one) => identifying(world.standing(one)));
      expect(shown.filter((cell) => told.some((word) => textOf(cell).includes(word)))).toEqual([]);
      // a list may have others in it that the unit has to do with; what is about this one has nobody
      const fields = ['patient', 'diagnosis', 'nationalId', 'needs', 'whatMatters', 'asked'].map(
        (one) => `"${one}":`,
      );
      const about = shown
        .filter(({ row }) => row.ofPatient)
        // of a notice, that nothing is asked in it
        .map((cell) => textOf(cell).replaceAll('"asked":[]', ''));
      expect(about.filter((text) => fields.some((field) => text.includes(field)))).toEqual([]);
    },
  );

  it('in a refusal is nothing at all, and nothing is stored', () => {
    const refused = cells.filter((cell) => cell.demanded !== 'may');
    expect(refused.length).toBeGreaterThan(500);
    for (const { answer, wrote, row, name } of refused) {
      expect(Object.keys(answer.body), `${titleOf(row)} ${name}`).toEqual([
        'type',
        'title',
        'status',
        'detail',
      ]);
      expect(wrote, `${titleOf(row)} ${name}`).toBe(0);
    }
  });

  it('to a leader of a task is when it is due and who has it, and nothing of whom it is about', () => {
    const leaders = cells.find(
      ({ row, name }) =>
        name === 'leader' && titleOf(row) === 'GET /tasks/{taskId}, the municipality’s open task',
    );
    expect(Object.keys(leaders!.answer.body).toSorted()).toEqual([
      'checkOwnRecord',
      'closesAt',
      'dueAt',
      'kind',
      'ladder',
      'opensAt',
      'pathwayId',
      'point',
      'reports',
      'rung',
      'status',
      'taskId',
      'unitId',
    ]);
  });

  it('to the hospital of a conversation in the municipality is that it was held', () => {
    const { body } = cells.find(
      ({ row, name }) => name === 'hospital' && row.route === 'GET /pathways/{pathwayId}',
    )!.answer;
    const [first, second] = body.points;
    expect(first.outcome).toHaveProperty('summary', wordsOf('home')['said in hospital']);
    expect(Object.keys(second.outcome).toSorted()).toEqual(['heldOn', 'mode', 'outcome']);
  });
});

describe('the audit', () => {
  /** What the caller did; what came of it stands there too, as Vel hjem's doing. */
  const ownOf = (entries: readonly AuditEntry[]) => entries.filter(({ role }) => role !== 'vel-hjem');
  const isAllowed = ({ outcome }: AuditEntry) => outcome === 'allowed';

  it.each(rows.map((row) => [titleOf(row), row] as const))('of %s', (_, row) => {
    for (const { name, demanded: wanted, subject, audited, answer } of cellsOf(row)) {
      const { subject: who = expect.any(String), unitId = null, role } = relationOf(name).caller;
      const entry = {
        at: world.story.world.now(),
        subject: who,
        // of whom nothing is known but the token, nothing else is repeated
        role: wanted === 403 && relationOf(name).always === 403 ? 'unknown' : role,
        unitId: relationOf(name).always === 403 ? null : unitId,
        pathwayId: row.ofPatient ? subject.pathwayId : null,
        outcome: 'refused',
      };
      const found = ownOf(audited).map(({ entryId: _id, ...rest }) => rest);
      const expected = [401, 409, 422, 429].includes(answer.status)
        ? []
        : wanted === 'may'
          ? allowedOf(row, entry)
          : [expect.objectContaining(entry)];
      expect(found.slice(0, 1), `${titleOf(row)} ${name}`).toEqual(expected);
      expect(audited.every(isAllowed), name).toBe(wanted === 'may' || found.length === 0);
    }
  });

  /** The first entry of what is answered; none where there is nothing to keep. */
  function allowedOf(row: Row, entry: object): unknown[] {
    if (typeof row.audit !== 'string') return [];
    const pathwayId = row.ofPatient ? {} : { pathwayId: expect.toSatisfy(isPathwayOrNull) };
    return [expect.objectContaining({ ...entry, ...pathwayId, action: row.audit, outcome: 'allowed' })];
  }
  const isPathwayOrNull = (value: unknown) => value === null || /^[0-9a-z]{26}$/.test(String(value));
});
