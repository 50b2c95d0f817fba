import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answersOf, differences, type Recording, report } from './support/recording.ts';
import { openWorld } from './support/world.ts';

const PATH = '../shared/conformance/cases.json';
const present = existsSync(PATH);
const recordings: Recording[] = present ? (JSON.parse(readFileSync(PATH, 'utf8')) as Recording[]) : [];

describe('executions recorded from AWS', () => {
  it.skipIf(!present)(`are there (${PATH})`, () => {
    expect(recordings.length).toBeGreaterThan(0);
  });

  for (const recording of recordings) {
    it(recording.id, async () => {
      const answer = answersOf(recording);
      const world = await openWorld({ overrides: ({ stateName }) => answer(stateName) });
      const outcome = await world.run(recording.definition, recording.input);
      const found = differences(recording, outcome);
      expect(found, `${recording.id}\n${report(found)}`).toEqual([]);
      await world.engine.close();
    });
  }
});
