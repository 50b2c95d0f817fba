import { isObject, type Json, type JsonObject } from '../json.ts';
import type { ValueCheck } from './check-values.ts';
import type { Findings } from './diagnostics.ts';
import { JSONPATH_FIELDS, MAX_SECONDS } from './fields.ts';

/** Checks what a state does about errors. */
export class ErrorCheck {
  readonly #findings: Findings;
  readonly #values: ValueCheck;

  constructor(findings: Findings, values: ValueCheck) {
    this.#findings = findings;
    this.#values = values;
  }

  /** Checks `Retry`. */
  retriers(retry: Json | undefined, at: string): void {
    if (retry === undefined) return;
    if (!Array.isArray(retry)) {
      this.#findings.fail('Value must be an array', at);
      return;
    }
    retry.forEach((retrier: Json, index) => {
      const place = `${at}[${index}]`;
      if (!isObject(retrier)) {
        this.#findings.fail('A retrier must be a JSON object', place);
        return;
      }
      const known = [
        'ErrorEquals',
        'IntervalSeconds',
        'MaxAttempts',
        'BackoffRate',
        'MaxDelaySeconds',
        'JitterStrategy',
        'Comment',
      ];
      for (const field of Object.keys(retrier)) {
        if (!known.includes(field)) this.#findings.unsupportedField(field, place);
      }
      const { ErrorEquals, IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds, JitterStrategy } =
        retrier as JsonObject;
      this.#errorEquals(ErrorEquals, place, index === retry.length - 1);
      if (IntervalSeconds !== undefined)
        this.#values.integer(IntervalSeconds, `${place}/IntervalSeconds`, 1, MAX_SECONDS);
      if (MaxAttempts !== undefined)
        this.#values.integer(MaxAttempts, `${place}/MaxAttempts`, 0, MAX_SECONDS);
      if (BackoffRate !== undefined && (typeof BackoffRate !== 'number' || BackoffRate < 1)) {
        this.#findings.fail('Value must be a number of at least 1.0', `${place}/BackoffRate`);
      }
      if (MaxDelaySeconds !== undefined) {
        this.#values.integer(MaxDelaySeconds, `${place}/MaxDelaySeconds`, 1, 31_622_399);
        const interval = typeof IntervalSeconds === 'number' ? IntervalSeconds : 1;
        if (typeof MaxDelaySeconds === 'number' && MaxDelaySeconds <= interval) {
          this.#findings.fail(
            "'MaxDelaySeconds' must be greater than 'IntervalSeconds'",
            `${place}/MaxDelaySeconds`,
          );
        }
      }
      if (JitterStrategy !== undefined && JitterStrategy !== 'FULL' && JitterStrategy !== 'NONE') {
        this.#findings.fail("Value is not one of 'FULL', 'NONE'", `${place}/JitterStrategy`);
      }
    });
  }

  /** Checks `Catch`; `target` is told of each state that it names. */
  catchers(
    catchers: Json | undefined,
    at: string,
    target: (field: string, value: Json | undefined) => void,
    outerVariables: ReadonlySet<string>,
  ): void {
    if (catchers === undefined) return;
    if (!Array.isArray(catchers)) {
      this.#findings.fail('Value must be an array', `${at}/Catch`);
      return;
    }
    catchers.forEach((catcher: Json, index) => {
      const place = `Catch[${index}]`;
      if (!isObject(catcher)) {
        this.#findings.fail('A catcher must be a JSON object', `${at}/${place}`);
        return;
      }
      for (const field of Object.keys(catcher)) {
        if (['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'].includes(field)) continue;
        if (JSONPATH_FIELDS.has(field)) this.#findings.jsonPathField(field, `${at}/${place}`);
        else this.#findings.unsupportedField(field, `${at}/${place}`);
      }
      const { ErrorEquals, Next, Assign } = catcher as JsonObject;
      this.#errorEquals(ErrorEquals, `${at}/${place}`, index === catchers.length - 1);
      if (Next === undefined) this.#findings.fail("The field 'Next' is required", `${at}/${place}`);
      target(`${place}/Next`, Next);
      this.#values.expressions(catcher as JsonObject, ['Output'], `${at}/${place}`);
      this.#values.assign(Assign, `${at}/${place}/Assign`, outerVariables);
    });
  }

  #errorEquals(errors: Json | undefined, at: string, last: boolean): void {
    if (!Array.isArray(errors) || errors.length === 0 || !errors.every((name) => typeof name === 'string')) {
      this.#findings.fail(
        "The field 'ErrorEquals' is required and must be an array of error names",
        `${at}/ErrorEquals`,
      );
      return;
    }
    if (!errors.includes('States.ALL')) return;
    if (errors.length > 1) this.#findings.fail("'States.ALL' must stand alone", `${at}/ErrorEquals`);
    if (!last) this.#findings.fail("'States.ALL' must be in the last entry", `${at}/ErrorEquals`);
  }
}
