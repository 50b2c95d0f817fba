/** What a diagram shows of a state. */
interface DrawnState {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

interface DrawnDefinition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, DrawnState>>;
}

/** Brackets by type: boxes are steps, rhombs are choices, rounded ones wait, double ones end. */
const shapes: Readonly<Record<string, readonly [string, string]>> = {
  Task: ['["', '"]'],
  Choice: ['{"', '"}'],
  Wait: ['("', '")'],
  Succeed: ['(["', '"])'],
  Fail: ['[["', '"]]'],
};

/**
 * A state machine as a Mermaid flow chart, a box around each care task. The ways out that every step has when
 * something goes wrong (overtaken, or failed for good) are left out: they would be most of the picture.
 */
export function mermaid(definition: DrawnDefinition): string {
  const names = Object.keys(definition.States);
  const ids = new Map(names.map((name, index) => [name, `s${index}`]));
  const node = (name: string) => {
    const [open, close] = shapes[definition.States[name]?.Type ?? 'Task'] ?? ['["', '"]'];
    return `${ids.get(name)}${open}${labelOf(name)}${close}`;
  };
  const edges = names.flatMap((name) =>
    edgesOf(definition.States[name]!).map((edge) => ({ from: name, ...edge })),
  );
  const drawn = new Set([definition.StartAt, ...edges.flatMap(({ from, to }) => [from, to])]);
  const groups = Map.groupBy(
    names.filter((name) => drawn.has(name)),
    (name) => groupOf(name, names),
  );

  const lines = ['flowchart TD', `  start(( )) --> ${ids.get(definition.StartAt)}`];
  let group = 0;
  for (const [title, members] of groups) {
    if (title === undefined) lines.push(...members.map((name) => `  ${node(name)}`));
    else {
      lines.push(
        `  subgraph g${group++}["${title}"]`,
        ...members.map((name) => `    ${node(name)}`),
        '  end',
      );
    }
  }
  for (const { from, to, label } of edges) {
    lines.push(`  ${ids.get(from)} -->${label ? `|${label}|` : ''} ${ids.get(to)}`);
  }
  return `${lines.join('\n')}\n`;
}

function edgesOf(state: DrawnState): { readonly to: string; readonly label?: string }[] {
  const timedOut = state.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
  const waits = timedOut !== undefined;
  return [
    ...(state.Choices ?? []).map(({ Condition, Next }) => ({
      to: Next,
      label: /'(.+)'/.exec(Condition)?.[1] ?? '',
    })),
    ...(state.Next ? [{ to: state.Next, ...(waits ? { label: 'answered' } : {}) }] : []),
    ...(timedOut ? [{ to: timedOut.Next, label: 'time is up' }] : []),
  ];
}

/** A care task's states are named after it: `Offer again`, `Offer again: assign` … */
function groupOf(name: string, names: readonly string[]): string | undefined {
  const title = name.split(': ')[0]!;
  return names.some((other) => other.startsWith(`${title}: `)) ? title : undefined;
}

function labelOf(name: string): string {
  return name.split(': ')[1] ?? name;
}
