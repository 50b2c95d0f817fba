import { describe, expect, it } from 'vitest';
import { list, references, template } from './template.ts';

/** Which resources a resource waits for, as CloudFormation works it out. */
function waitsFor(logicalId: string): readonly string[] {
  const { DependsOn, Properties } = template.Resources[logicalId]!;
  return [...references(Properties), ...list(DependsOn ?? [])].filter((id) => id in template.Resources);
}

describe('the template', () => {
  it('has no cycle', () => {
    const done = new Set<string>();
    const visit = (id: string, path: readonly string[]): void => {
      expect(path, 'a cycle').not.toContain(id);
      if (done.has(id)) return;
      for (const next of waitsFor(id)) visit(next, [...path, id]);
      done.add(id);
    };
    for (const id of Object.keys(template.Resources)) visit(id, []);
    expect(done.size).toBe(Object.keys(template.Resources).length);
  });

  it('refers to nothing that it does not have', () => {
    const pseudo = ['Partition', 'Region', 'AccountId', 'StackName', 'StackId', 'URLSuffix'];
    const unknown = references(template.Resources).filter(
      (id) => !(id in template.Resources) && !pseudo.includes(id.replace('AWS::', '')),
    );
    expect(unknown).toEqual([]);
  });

  it('stays well below what CloudFormation takes', () => {
    expect(Object.keys(template.Resources).length).toBeLessThan(480);
    expect(JSON.stringify(template).length).toBeLessThan(900_000);
  });
});
