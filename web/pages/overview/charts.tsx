import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Bar as Counted } from './figures.ts';

/**
 * Drawings of numbers that stand in a table beside them: a drawing has one name for who does not see it, each bar has its
 * number, and parts of a bar differ by pattern.
 */

const ink = 'var(--ds-color-neutral-text-default)';
const axis = { stroke: 'var(--ds-color-neutral-border-default)' };
const tick = { fill: ink, fontSize: 14 };
const fill = 'var(--ds-color-accent-base-default)';

interface Shown {
  readonly label: string;
  readonly length: number;
  readonly told: string;
}

function shown<Name extends string>(
  bars: readonly Counted<Name>[],
  labelOf: (name: Name) => string,
  tell: (count: number | null) => string,
): Shown[] {
  return bars.map(({ name, count, length }) => ({ label: labelOf(name), length, told: tell(count) }));
}

interface Props<Name extends string> {
  readonly name: string;
  readonly bars: readonly Counted<Name>[];
  readonly labelOf: (name: Name) => string;
  readonly tell: (count: number | null) => string;
}

/** Bars below one another. */
export function BarsAcross<Name extends string>({ name, bars, labelOf, tell }: Props<Name>) {
  return (
    <div className="chart" role="img" aria-label={name}>
      <ResponsiveContainer width="100%" height={bars.length * 36 + 8}>
        <BarChart
          layout="vertical"
          data={shown(bars, labelOf, tell)}
          accessibilityLayer={false}
          margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
        >
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis type="category" dataKey="label" width={150} tick={tick} axisLine={axis} tickLine={false} />
          <Bar dataKey="length" fill={fill} isAnimationActive={false} minPointSize={1} barSize={22}>
            <LabelList dataKey="told" position="right" fill={ink} fontSize={14} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Bars beside one another, for months. */
export function BarsUp<Name extends string>({ name, bars, labelOf, tell }: Props<Name>) {
  return (
    <div className="chart" role="img" aria-label={name}>
      <ResponsiveContainer width="100%" height={240}>
        <BarChart
          data={shown(bars, labelOf, tell)}
          accessibilityLayer={false}
          margin={{ top: 24, right: 0, bottom: 0, left: 0 }}
        >
          <XAxis
            dataKey="label"
            tick={{ ...tick, fontSize: 12 }}
            axisLine={axis}
            tickLine={false}
            interval={0}
          />
          <YAxis hide domain={[0, 'dataMax']} />
          <Bar dataKey="length" fill={fill} isAnimationActive={false} minPointSize={1}>
            <LabelList dataKey="told" position="top" fill={ink} fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

export interface Stack {
  readonly label: string;
  readonly parts: readonly Counted[];
}

/** Full, slanted, dotted: to be told apart without colours, and on paper. */
const patterns = ['full', 'slanted', 'dotted'] as const;

/** A bar for each, of parts that are told apart by pattern, with a key. */
export function Stacks({
  name,
  id,
  stacks,
  labelOf,
}: {
  readonly name: string;
  /** Unique on the page: patterns are found by it. */
  readonly id: string;
  readonly stacks: readonly Stack[];
  readonly labelOf: (part: string) => string;
}) {
  const parts = stacks[0]!.parts.map((part) => part.name);
  const data = stacks.map(({ label, parts: all }) => ({
    label,
    ...Object.fromEntries(all.map((part) => [part.name, part.length])),
  }));
  const paint = (n: number) => `url(#${id}-${patterns[n]})`;
  return (
    <div className="stack-tight">
      <ul className="key" aria-hidden="true">
        {parts.map((part, n) => (
          <li key={part}>
            <svg width="24" height="16" role="img" aria-label={labelOf(part)}>
              <rect width="24" height="16" fill={paint(n)} stroke={ink} />
            </svg>
            {labelOf(part)}
          </li>
        ))}
      </ul>
      <div className="chart" role="img" aria-label={name}>
        <ResponsiveContainer width="100%" height={stacks.length * 52 + 8}>
          <BarChart
            layout="vertical"
            data={data}
            accessibilityLayer={false}
            margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
          >
            <defs>
              <pattern id={`${id}-full`} width="8" height="8" patternUnits="userSpaceOnUse">
                <rect width="8" height="8" fill={fill} />
              </pattern>
              <pattern
                id={`${id}-slanted`}
                width="8"
                height="8"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="8" height="8" fill="var(--ds-color-warning-surface-tinted)" />
                <rect width="3" height="8" fill="var(--ds-color-warning-text-subtle)" />
              </pattern>
              <pattern id={`${id}-dotted`} width="8" height="8" patternUnits="userSpaceOnUse">
                <rect width="8" height="8" fill="var(--ds-color-danger-surface-tinted)" />
                <circle cx="4" cy="4" r="2" fill="var(--ds-color-danger-text-subtle)" />
              </pattern>
            </defs>
            <XAxis type="number" hide domain={[0, 'dataMax']} />
            <YAxis type="category" dataKey="label" width={150} tick={tick} axisLine={axis} tickLine={false} />
            {parts.map((part, n) => (
              <Bar
                key={part}
                dataKey={part}
                stackId="all"
                fill={paint(n)}
                stroke={ink}
                isAnimationActive={false}
                barSize={24}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}
