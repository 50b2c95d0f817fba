import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Gives each function its own `process.env`, as on Lambda, though all run in one process: what runs on behalf of
 * a function sees the environment of that function, everything else the real one.
 */

export interface Running {
  readonly functionName: string;
  readonly environment: NodeJS.ProcessEnv;
}

const running = new AsyncLocalStorage<Running>();
/** While a function's modules are loaded: the module loader need not keep the asynchronous context. */
let loading: Running | undefined;

/** The function on whose behalf the current code runs; undefined for the runtime itself. */
export const currentFunction = (): Running | undefined => running.getStore() ?? loading;

export function runAs<T>(as: Running, what: () => T): T {
  return running.run(as, what);
}

/** Loads modules on behalf of a function. One at a time: the caller waits for each. */
export async function loadAs<T>(as: Running, load: () => Promise<T>): Promise<T> {
  loading = as;
  try {
    return await running.run(as, load);
  } finally {
    loading = undefined;
  }
}

/** Puts the divided environment in the place of `process.env`; answers what puts the real one back. */
export function divideEnvironment(): () => void {
  const real = process.env;
  const seen = () => currentFunction()?.environment ?? real;
  process.env = new Proxy(real, {
    get: (_, name) => Reflect.get(seen(), name),
    set: (_, name, value) => Reflect.set(seen(), name, value),
    has: (_, name) => Reflect.has(seen(), name),
    deleteProperty: (_, name) => Reflect.deleteProperty(seen(), name),
    ownKeys: () => Reflect.ownKeys(seen()),
    getOwnPropertyDescriptor: (_, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(seen(), name);
      // A proxy may not call a property fixed that its target does not have.
      return descriptor && { ...descriptor, configurable: true };
    },
    defineProperty: (_, name, descriptor) => Reflect.defineProperty(seen(), name, descriptor),
  });
  return () => {
    process.env = real;
  };
}
