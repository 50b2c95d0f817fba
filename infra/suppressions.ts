import { type Stack, Validations } from 'aws-cdk-lib';

interface Suppression {
  /** Path below the stack. */
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

export const suppressions: readonly Suppression[] = [];

/** Tells cdk-nag which findings are known, each on its own construct. */
export function acknowledgeFindings(stack: Stack): void {
  for (const { path, id, reason } of suppressions) {
    let node = stack.node;
    for (const part of path.split('/')) node = node.findChild(part).node;
    Validations.of(node.scope ?? stack).acknowledge({ id, reason });
  }
}
