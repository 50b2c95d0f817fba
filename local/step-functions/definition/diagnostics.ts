/** A finding, as ValidateStateMachineDefinition answers it. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/Wait for answer/Seconds`; empty where no place can be named. */
  readonly location: string;
}

/** The findings that keep a definition from running, in AWS's one-line form. */
export function invalidDefinitionMessage(findings: readonly Diagnostic[]): string {
  const lines = findings
    .filter((finding) => finding.severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location === '' ? null : location}`);
  return `Invalid State Machine Definition: '${lines.join(', ')}'`;
}

/** Collects findings. */
export class Findings {
  readonly list: Diagnostic[] = [];

  error(code: string, message: string, location: string): void {
    this.list.push({ severity: 'ERROR', code, message, location });
  }

  warn(code: string, message: string, location: string): void {
    this.list.push({ severity: 'WARNING', code, message, location });
  }

  /** Something does not fit the schema. */
  fail(message: string, location: string): void {
    this.error('SCHEMA_VALIDATION_FAILED', message, location);
  }

  /** A field that does not belong where it stands. */
  unsupportedField(field: string, holder: string): void {
    this.fail(`Field '${field}' is not supported`, holder);
  }

  /** A field of the other query language. */
  jsonPathField(field: string, holder: string): void {
    this.fail(
      `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`,
      holder,
    );
  }
}
