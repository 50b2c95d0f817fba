import { closeSync, openSync, writeSync } from 'node:fs';
import { currentFunction } from './environment.ts';

/** Takes what a function writes to standard output or error. */
export type LogSink = (functionName: string, text: string) => void;

/**
 * Takes what functions write out of the terminal, as CloudWatch Logs does; what the runtime itself writes stays.
 * Answers what puts the streams back.
 */
export function divertLogs(sink: LogSink): () => void {
  const restore = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = function diverted(this: typeof stream, chunk: string | Uint8Array, ...rest: unknown[]) {
      const by = currentFunction();
      if (!by) return Reflect.apply(write, this, [chunk, ...rest]) as boolean;
      sink(by.functionName, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const callback = rest.find((argument) => typeof argument === 'function');
      if (callback) process.nextTick(callback as () => void);
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  return () => {
    for (const undo of restore) undo();
  };
}

/** Keeps the functions' log in a file, if there is one, and tells `also`. */
export function logFile(path: string | undefined, also: LogSink = () => {}): LogSink & { close(): void } {
  const file = path === undefined ? undefined : openSync(path, 'a');
  const sink: LogSink = (functionName, text) => {
    // Before the function's answer goes out: a kill loses no line of what was answered.
    if (file !== undefined) writeSync(file, text);
    also(functionName, text);
  };
  return Object.assign(sink, { close: () => (file === undefined ? undefined : closeSync(file)) });
}
