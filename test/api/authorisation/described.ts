import { createHandler } from '../../../functions/describe-api/handler.ts';
import type { Sample } from '../../support/simulated.ts';

/** The routes as `openapi.json` serves them: a new one is there by itself. */

const describeApi = createHandler({ publicUrl: 'https://velhjem.example' });
export const document: Sample = JSON.parse((await describeApi({ path: '/openapi.json' } as never)).body);

export interface Described {
  /** As in `GET /tasks/{taskId}`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Sample;
  /** No token is asked for. */
  readonly isOpen: boolean;
}

export const described: readonly Described[] = Object.entries<Sample>(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries<Sample>(methods).map(([name, operation]) => {
      const method = name.toUpperCase();
      return {
        route: `${method} ${path}`,
        method,
        path,
        operation,
        isOpen: operation.security?.length === 0,
      };
    }),
);
