import { beforeAll, describe, expect, it } from 'vitest';
import { type Applied, applySettings } from '../../web/api/apply.ts';
import type { Client } from '../../web/api/client.ts';
import { another, type Story, simulate, units } from '../support/simulated.ts';

const unitId = 'so-koordinerende';
const administrator = { role: 'administrator' } as const;
const many = 30;

describe('settings that are applied to all that is under way', () => {
  let story: Story;
  /** The pages' client, against the API in this process. */
  let client: Pick<Client, 'send'>;

  beforeAll(async () => {
    story = await simulate();
    for (let n = 0; n < many; n += 1) await story.start(another(n));
    client = {
      send: async <T>(_method: string, _path: string, body?: unknown) => {
        const route = 'POST /units/{unitId}/settings/application';
        const answer = await story.world.call(route, administrator, { path: { unitId }, body });
        return answer.body as T;
      },
    };
    const unit = units.find((one) => one.unitId === unitId)!;
    const body = { ...unit, settings: { ...unit.settings, askAgain: { afterDays: 7, offersAtMost: 2 } } };
    await story.world.call('PUT /units/{unitId}', administrator, { path: { unitId }, body });
  });

  const apply = async (stopAfter = Number.POSITIVE_INFINITY) => {
    const told: Applied[] = [];
    const all = await applySettings(client as Client, unitId, {}, (sofar) => {
      told.push(sofar);
      return told.length < stopAfter ? 'on' : 'stop';
    });
    return { all, told };
  };

  it('may be stopped at any page, and what is done is not done again', async () => {
    expect((await apply(1)).all).toEqual({ applied: 25, unchanged: 0, failed: 0 });
    const { all, told } = await apply();
    expect(all).toEqual({ applied: many - 25, unchanged: 25, failed: 0 });
    expect(told.map(({ applied, unchanged }) => applied + unchanged)).toEqual([25, many]);
    expect((await apply()).all).toEqual({ applied: 0, unchanged: many, failed: 0 });
  });
});
