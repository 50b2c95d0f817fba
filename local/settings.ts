import type { ClockMode } from './clock.ts';

/** What `npm start` is told by its environment (CONTRACT, "Local runtime"). */
export interface Settings {
  readonly port: number;
  readonly awsPort: number;
  readonly dataDir: string;
  readonly startAt: number | undefined;
  readonly clock: ClockMode;
  /** Whether the pages are built where they are not up to date, and served. */
  readonly pages: boolean;
}

/** Variables have values that mean nothing. The message names each and says what it takes. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; a variable that is empty is as one that is not there. */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const read = <T>(name: string, otherwise: T, parse: (text: string) => T | undefined, takes: string): T => {
    const text = environment[name];
    if (text === undefined || text === '') return otherwise;
    const value = parse(text);
    if (value !== undefined) return value;
    problems.push(`${name}=${text}: must be ${takes}`);
    return otherwise;
  };
  const settings: Settings = {
    port: read('PORT', 8080, portOf, 'a port, 0 to 65535'),
    awsPort: read('AWS_PORT', 4566, portOf, 'a port, 0 to 65535'),
    dataDir: read('DATA_DIR', '.vel-hjem', directoryOf, 'a directory'),
    startAt: read('START_AT', undefined, instantOf, 'an instant, like 2026-11-02T08:00:00Z'),
    clock: read('CLOCK', 'running', clockOf, 'running or frozen'),
    pages: read('PAGES', true, switchOf, 'on or off'),
  };
  if (settings.port !== 0 && settings.port === settings.awsPort) {
    problems.push(`PORT and AWS_PORT are both ${settings.port}: they must differ`);
  }
  if (problems.length > 0) throw new BadSettings(problems.join('\n'));
  return settings;
}

/** `memory` is a directory of that name too: what is started by hand is kept. */
const directoryOf = (text: string): string => (text === 'memory' ? './memory' : text);

function portOf(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : undefined;
}

function instantOf(text: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

const clockOf = (text: string): ClockMode | undefined =>
  text === 'running' || text === 'frozen' ? text : undefined;

const switchOf = (text: string): boolean | undefined => ({ on: true, off: false })[text];
