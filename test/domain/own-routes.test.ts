import { expect, it } from 'vitest';
import { unitById } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import { settingsErrors } from '../../domain/settings.ts';
import { directory } from './support.ts';

const routed = (intake: string): Unit => ({
  ...unitById(directory, 'kommune-3238')!,
  settings: { routes: { intake } },
});

it.each([
  ['itself', 'kommune-3238', []],
  ['the unit above it', 'kommune-3238-koordinerende', []],
  ['another municipality', 'kommune-3205', ['settings.routes.intake']],
  ['the unit above another', 'kommune-3205-koordinerende', ['settings.routes.intake']],
  ['a hospital', 'ahus-lunge', ['settings.routes.intake']],
  ['nobody', 'nobody', ['settings.routes.intake']],
])('a municipality may leave its intake to its own: %s', (_, unitId, paths) => {
  expect(settingsErrors(directory, routed(unitId)).map(({ path }) => path)).toEqual(paths);
});
