/** An answer of the API that is an error; `name` is AWS's, such as `ExecutionDoesNotExist`. */
export class StepFunctionsError extends Error {
  override readonly name: string;
  /** The status over HTTP. */
  readonly statusCode: number;

  constructor(name: string, message: string, statusCode = 400) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}

/** What a state failed with. `location` is there when an expression of the state did it. */
export class StateFailure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly evaluation: { readonly location: string | undefined } | undefined;

  constructor(
    error: string | undefined,
    cause: string | undefined,
    evaluation?: { location: string | undefined },
  ) {
    this.error = error;
    this.cause = cause;
    this.evaluation = evaluation;
  }
}

/** The execution has used up the events that its history may have. */
export class HistoryFull {
  readonly error = 'States.Runtime';
  readonly cause = 'The execution reached the maximum number of history events (25000).';
}
