import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mermaid } from '../workflows/mermaid.ts';
import { synthesise } from './build.ts';
import { projectRoot } from './bundling.ts';
import { type Definition, readDefinitions, waysOut } from './definitions.ts';
import { pretty } from './pretty.ts';

/** Where the readable form of the workflows lies. */
export const generatedDirectory = join(projectRoot, 'workflows', 'generated');

/** The generated files, by name: each machine's definition, and a picture of it. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const { template } = synthesise({ bundling: false });
  return Object.fromEntries(
    Object.entries(readDefinitions(template)).flatMap(([name, definition]) => [
      [`${name}.asl.json`, `${pretty(inReadingOrder(definition))}\n`],
      [`${name}.mmd`, mermaid(inReadingOrder(definition))],
    ]),
  );
}

/** States as one meets them from the start, rather than as they were constructed. */
function inReadingOrder(definition: Definition): Definition {
  const met = new Set<string>();
  const ahead = [definition.StartAt];
  for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
    if (met.has(name)) continue;
    met.add(name);
    const state = definition.States[name];
    if (!state) throw new Error(`${name} is no state`);
    // Depth first, the straight way before the ways out, which all stages share.
    ahead.unshift(...waysOut(state).straight);
    ahead.push(...waysOut(state).caught);
  }
  const states = [...met].map((name) => [name, sorted(definition.States[name]!)] as const);
  return sorted({ ...definition, States: Object.fromEntries(states) });
}

/** What a machine and a state are first, where they lead last. */
const keyOrder = ['Comment', 'QueryLanguage', 'StartAt', 'Type', 'Resource', 'Arguments', 'TimeoutSeconds'];
const lastKeys = ['Retry', 'Catch', 'Next', 'States'];

function sorted<T extends object>(value: T): T {
  const place = (key: string) => {
    const first = keyOrder.indexOf(key);
    return first < 0 ? keyOrder.length + lastKeys.indexOf(key) + 1 : first;
  };
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => place(a) - place(b))) as T;
}

/** The README with the pictures as they are drawn now, between the comments that name them. */
export function readmeWith(files: Readonly<Record<string, string>>, readme: string): string {
  return Object.entries(files).reduce((text, [name, content]) => {
    const between = new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- /${name} -->)`);
    return text.replace(
      between,
      (_, begin: string, end: string) => `${begin}\`\`\`mermaid\n${content.trimEnd()}\n\`\`\`\n${end}`,
    );
  }, readme);
}

export const readmePath = join(projectRoot, 'README.md');

if (import.meta.main) {
  const files = generatedFiles();
  mkdirSync(generatedDirectory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(generatedDirectory, name), content);
  }
  writeFileSync(readmePath, readmeWith(files, readFileSync(readmePath, 'utf8')));
}
