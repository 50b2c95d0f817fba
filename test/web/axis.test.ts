import { describe, expect, it } from 'vitest';
import { axisOf, type PathwayPoint, stateOf } from '../../web/pages/pathway/axis.ts';

const point = (over: Partial<PathwayPoint> = {}): PathwayPoint => ({
  point: 2,
  place: 'municipality',
  unitId: null,
  opensAt: '2027-02-02T07:00:00Z',
  dueAt: '2027-03-02T07:00:00Z',
  closesAt: '2027-04-02T06:00:00Z',
  status: 'planned',
  taskId: null,
  late: false,
  outcome: null,
  ...over,
});
const first = point({
  point: 1,
  place: 'hospital',
  opensAt: '2026-11-20T09:00:00Z',
  dueAt: '2026-12-04T09:00:00Z',
  closesAt: '2027-01-01T09:00:00Z',
});
const last = point({
  point: 3,
  opensAt: '2027-11-02T07:00:00Z',
  dueAt: '2028-02-02T07:00:00Z',
  closesAt: '2028-05-02T06:00:00Z',
});
const pathway = (points: PathwayPoint[], timeline: Parameters<typeof axisOf>[0]['timeline'] = []) => ({
  anchor: { event: 'diagnosis' as const, date: '2026-11-02', provisional: false },
  startedAt: '2026-11-20T09:00:00Z',
  points,
  timeline,
});
const now = new Date('2027-02-22T10:00:00Z');

describe('the axis', () => {
  it('begins at the anchor, ends after the last close, and has everything in its order', () => {
    const { rows, ticks, today } = axisOf(pathway([first, point(), last]), now);
    expect(rows.map(({ inTime }) => Math.round(inTime.left))).toEqual([3, 16, 65]);
    for (const { inTime, after } of rows) {
      expect(after.left).toBeCloseTo(inTime.left + inTime.width, 6);
      expect(after.left + after.width).toBeLessThan(100);
    }
    expect(today).toBeGreaterThan(rows[1]!.inTime.left);
    expect(today).toBeLessThan(rows[1]!.after.left);
    expect(ticks.map(({ on }) => on.slice(0, 7))).toEqual([
      '2027-01', '2027-04', '2027-07', '2027-10', '2028-01', '2028-04',
    ]); // biome-ignore format: a list
    expect(ticks.every(({ left }) => left > 0 && left < 100)).toBe(true);
  });

  it('has no today once it is over, and ticks that can be read however long it is', () => {
    expect(axisOf(pathway([first]), new Date('2029-01-01T00:00:00Z')).today).toBeNull();
    const short = axisOf(pathway([first]), now).ticks.map(({ on }) => on.slice(0, 7));
    expect(short).toEqual(['2026-12', '2027-01']);
    const long = axisOf(pathway([first, point({ closesAt: '2056-01-01T00:00:00Z' })]), now);
    expect(long.ticks.length).toBeLessThan(20);
  });

  it('marks what was held on its day, and what was missed or declined when that was noted', () => {
    const entry = (type: 'point-missed' | 'task-declined' | 'task-opened', of: number, at: string) => ({
      at,
      type,
      point: of,
      by: 'vel-hjem',
      eventId: at,
    });
    const held = { outcome: 'assessed', heldOn: '2026-11-25', mode: 'phone' } as const;
    const { rows } = axisOf(
      pathway(
        [
          { ...first, status: 'completed', outcome: held },
          point({ status: 'missed' }),
          { ...last, status: 'declined' },
          point({ point: 'extra-1', status: 'missed' }),
          point({ point: 'extra-2' }),
        ],
        [
          entry('task-opened', 2, '2027-02-02T07:00:00Z'),
          entry('point-missed', 2, '2027-04-02T06:00:00Z'),
          entry('task-declined', 3, '2027-11-09T07:00:00Z'),
        ],
      ),
      now,
    );
    expect(rows.map(({ mark }) => mark?.on ?? null)).toEqual([
      '2026-11-25',
      '2027-04-02T06:00:00Z',
      '2027-11-09T07:00:00Z',
      null,
      null,
    ]);
    expect(rows[0]!.mark!.left).toBeGreaterThan(rows[0]!.inTime.left);
  });
});

it('a point that is open is overdue after its due date, and one that is held may be late', () => {
  const states = [
    point(),
    point({ status: 'open' }),
    point({ status: 'open', dueAt: '2027-02-20T07:00:00Z' }),
    point({ status: 'completed' }),
    point({ status: 'completed', late: true }),
    point({ status: 'cancelled' }),
  ].map((one) => stateOf(one, now));
  expect(states).toEqual(['planned', 'open', 'overdue', 'held', 'late', 'cancelled']);
});
