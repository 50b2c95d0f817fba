import { type Conflict, conflicts, type Refusal } from '../../../domain/refusals.ts';
import { RuleBroken, TaskConflict } from '../../../domain/tasks.ts';
import { BadCursor } from '../adapters/errors.ts';
import { Contended, Forbidden, NotFound } from '../errors.ts';
import type { FormError } from './forms.ts';

/** What each problem is called and means; `docs/errors.md` and `/docs` say the same at more length. */
export const problems = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  'not-the-schema': { status: 400, title: 'The request does not have the form it should' },
  'bad-cursor': { status: 400, title: 'The cursor is not one of this list' },
  unauthorised: { status: 401, title: 'Not signed in' },
  'not-your-unit': { status: 403, title: 'Not a unit of yours' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'Conflicts with what is there' },
  'active-pathway': { status: 409, title: 'The person has an active pathway' },
  'draft-changed': { status: 409, title: 'Somebody else has changed the draft' },
  'too-large': { status: 413, title: 'The body is too large' },
  'not-json-media': { status: 415, title: 'The body must be sent as application/json' },
  'rule-broken': { status: 422, title: 'A rule of the pathway does not hold' },
  'too-many': { status: 429, title: 'Too many requests' },
  fault: { status: 500, title: 'Something went wrong with us' },
  busy: { status: 503, title: 'Others are changing the same pathway' },
} as const;
export type ProblemType = keyof typeof problems;

/** A field that is refused: by a rule, or because it does not have the form that it should. */
export type FieldError = Refusal | FormError;

/** A problem to be answered (RFC 9457). `detail` and `errors` never repeat what was sent. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: ProblemType;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly more: Readonly<Record<string, unknown>>;
  /** The pathway whose existence it tells of, for the audit alone. */
  readonly tellsOf: string | null;
  constructor(
    type: ProblemType,
    detail: string,
    errors?: readonly FieldError[],
    more: Readonly<Record<string, unknown>> = {},
    tellsOf: string | null = null,
  ) {
    super(detail);
    this.type = type;
    this.detail = detail;
    this.errors = errors;
    this.more = more;
    this.tellsOf = tellsOf;
  }
}

/** A conflict with what is there, by its code. */
export function conflictOf(
  code: Conflict,
  more: Readonly<Record<string, unknown>> = {},
  errors?: readonly FieldError[],
): Problem {
  return new Problem('conflict', conflicts[code], errors, { code, ...more });
}

/** The one place where a failure becomes an answer. Anything unknown is a 500 that says nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof NotFound) return new Problem('not-found', 'There is nothing here that you may see.');
  if (error instanceof Forbidden) return new Problem('forbidden', 'Your role or unit does not allow this.');
  if (error instanceof RuleBroken) return new Problem('rule-broken', error.message, error.errors);
  if (error instanceof TaskConflict)
    return new Problem('conflict', error.message, undefined, { code: error.code });
  if (error instanceof BadCursor)
    return new Problem(
      'bad-cursor',
      'Take the cursor from the list’s last answer, with the same parameters.',
    );
  if (error instanceof Contended)
    return new Problem('busy', 'Nothing was stored. Send the same again in a moment.');
  return new Problem(
    'fault',
    'Nothing more is known. Send the same again; if it goes on, tell us the request id.',
  );
}
