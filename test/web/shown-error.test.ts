import { expect, it } from 'vitest';
import { ApiProblem } from '../../web/api/client.ts';
import { shownError } from '../../web/api/shown-error.ts';

const problem = (status: number) => new ApiProblem(status, {});

it.each([0, 401, 429, 500, 503])('what is shown stays when reading it anew answers %d', (status) => {
  expect(shownError({ data: {}, error: problem(status) })).toBeNull();
});

it.each([403, 404])('what is the reader’s no longer, by a %d, is taken away', (status) => {
  expect(shownError({ data: {}, error: problem(status) })).toMatchObject({ status });
});

it('where nothing is shown yet, what went wrong is', () => {
  expect(shownError({ data: undefined, error: problem(0) })).toMatchObject({ status: 0 });
  expect(shownError({ data: undefined, error: null })).toBeNull();
});
