import type { LadderKey, LadderRow } from './model.ts';

/**
 * Who is told, and when, while a task is not done (DESIGN section 3, the table and the lines below it).
 *
 * A ladder is a table: one row a rung, soonest first as the table is meant. Rung 0, the task's arrival at its
 * coordinator, stands on every ladder and is not repeated here.
 */

// biome-ignore format: a table, one row a rung
export const ladders: Readonly<Record<LadderKey, readonly LadderRow[]>> = {
  'hospital-needs-assessment': [
    { tell: 'coordinator',       from: 'due', workingDays: -3 },
    { tell: 'coordinator',       from: 'due' },
    { tell: 'leader',            from: 'due', workingDays: 5 },
    { tell: 'coordinating-unit', from: 'due', workingDays: 10 },
  ],
  'offer-again': [
    { tell: 'coordinator',       from: 'due' },
    { tell: 'leader',            from: 'due', workingDays: 5 },
  ],
  'municipal-intake': [
    { tell: 'coordinator',                from: 'opening', workingDays: 3,  when: 'not-accepted' },
    { tell: 'leader',                     from: 'opening', workingDays: 5,  when: 'not-accepted' },
    { tell: 'coordinator',                from: 'due',                      when: 'accepted' },
    { tell: 'coordinating-units-of-both', from: 'opening', workingDays: 10, when: 'not-accepted' },
  ],
  'point-2': [
    { tell: 'coordinator',       from: 'opening', days: 14 },
    { tell: 'coordinator',       from: 'due', workingDays: -3 },
    { tell: 'leader',            from: 'due', workingDays: 5 },
    { tell: 'coordinating-unit', from: 'due', workingDays: 15 },
  ],
  'point-3': [
    { tell: 'coordinator',       from: 'anchor', months: 14 },
    { tell: 'coordinator',       from: 'due' },
    { tell: 'leader',            from: 'anchor', months: 16 },
    { tell: 'coordinating-unit', from: 'anchor', months: 17 },
  ],
  'extra-point': [
    { tell: 'coordinator',       from: 'due', workingDays: -3 },
    { tell: 'coordinator',       from: 'due' },
    { tell: 'leader',            from: 'due', workingDays: 5 },
  ],
  'gp-appointment': [
    { tell: 'coordinator',       from: 'due', days: -7 },
    { tell: 'coordinator',       from: 'due' },
    { tell: 'leader',            from: 'close', workingDays: -1 },
  ],
  'esas-action': [
    { tell: 'coordinator',       from: 'opening', hours: 3 },
    { tell: 'leader',            from: 'opening', workingDays: 2 },
  ],
  'esas-prompt': [
    { tell: 'coordinator',       from: 'due', workingDays: -1 },
  ],
  'question': [
    { tell: 'coordinator',       from: 'due' },
    { tell: 'leader',            from: 'due', workingDays: 2 },
  ],
};
