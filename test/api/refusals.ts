import { expect } from 'vitest';
import { conflicts, reasons } from '../../domain/refusals.ts';
import { formReasons } from '../../functions/shared/http/forms.ts';
import type { Answer } from '../../local/simulation.ts';
import type { Story } from '../support/simulated.ts';

/** The codes that there are. */
const reason = new RegExp(`^(${[...Object.keys(reasons), ...formReasons].join('|')})$`);

/** In everything that a test sends to be refused, and so in no answer. */
export const marker = 'Zqx';

/** The request is refused as it should be: a problem that repeats nothing, and nothing stored. */
export async function refused(
  story: Story,
  status: number,
  type: string,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const before = story.writes.length;
  const answer = await send();
  expect(answer.body).toMatchObject({ status, type: `/docs#${type}` });
  isProblem(answer);
  expect(answer.status).toBe(status);
  expect(story.writes.slice(before)).toEqual([]);
  return answer;
}

/** RFC 9457, and nothing of what was sent. */
export function isProblem({ status, body, headers }: Answer): void {
  expect(headers['Content-Type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
  for (const error of body.errors ?? []) {
    expect(error).toEqual({
      path: expect.any(String),
      code: expect.stringMatching(reason),
      message: expect.any(String),
      ...(Object.hasOwn(error, 'limit') ? { limit: expect.any(Number) } : {}),
    });
  }
  const conflict = body.type === '/docs#conflict' ? [body.code] : [];
  expect(Object.keys(conflicts)).toEqual(expect.arrayContaining(conflict));
  expect(JSON.stringify(body).toLowerCase()).not.toContain(marker.toLowerCase());
}

/** The fields that a problem names. */
export function pathsOf(answer: Answer): readonly string[] {
  return (answer.body.errors ?? []).map((error: { path: string }) => error.path);
}
