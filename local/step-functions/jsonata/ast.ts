/** A node of jsonata's syntax tree, as far as this folder reads it. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  readonly steps?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly procedure?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly body?: Node;
  readonly predicate?: unknown;
  readonly stages?: unknown;
  readonly group?: unknown;
  readonly focus?: unknown;
  readonly index?: unknown;
  readonly tuple?: unknown;
  readonly keepArray?: unknown;
  readonly keepSingletonArray?: unknown;
  readonly consarray?: unknown;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** Calls `visit` for each node of the tree. */
export function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const member of node) walk(member, visit);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (isNode(node)) visit(node);
  for (const child of Object.values(node)) {
    if (typeof child === 'object' && child !== null) walk(child, visit);
  }
}

/** The names of the variables that an expression mentions, functions included. */
export function variablesOf(root: Node): Set<string> {
  const names = new Set<string>();
  walk(root, (node) => {
    if (node.type === 'variable' && typeof node.value === 'string' && node.value !== '')
      names.add(node.value);
  });
  return names;
}

/**
 * What an expression refers to that Step Functions does not give it: there is no document, so `$`, `$$` and field names
 * mean nothing unless something before them set a context. Returns the words, outermost first.
 */
export function contextlessReferences(root: Node): string[] {
  const found: string[] = [];
  look(root);
  return found;

  function look(node: unknown): void {
    if (Array.isArray(node)) {
      for (const member of node) look(member);
      return;
    }
    if (!isNode(node)) return;
    switch (node.type) {
      case 'name':
        found.push(String(node.value));
        return;
      case 'wildcard':
      case 'descendant':
      case 'parent':
        found.push(node.type === 'wildcard' ? '*' : node.type === 'descendant' ? '**' : '%');
        return;
      case 'variable':
        if (node.value === '') found.push('$');
        if (node.value === '$') found.push('$$');
        return;
      case 'path':
        // Only the first step lacks a context; each later one has the step before it.
        look(node.steps?.[0]);
        return;
      case 'lambda':
        // A body may use `$` where a higher-order function gives it a context.
        return;
      case 'function':
      case 'partial':
        look(node.procedure?.type === 'path' ? undefined : node.procedure);
        look(node.arguments);
        return;
      case 'bind':
        look(node.rhs);
        return;
      case 'apply':
        look(node.lhs);
        return;
      case 'transform':
        return;
      case 'block':
        look(node.expressions);
        return;
      case 'condition':
        look([node.condition, node.then, node.else]);
        return;
      case 'unary':
        look(node.expressions);
        if (Array.isArray(node.lhs)) for (const pair of node.lhs) look(pair);
        return;
      case 'binary':
        look(node.lhs);
        look(node.rhs);
        return;
    }
  }
}
