import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

/** A part of the page with a heading of its own. */
export function Section({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  return (
    <Card className="stack-tight section">
      <Heading level={2} data-size="xs">
        {title}
      </Heading>
      {lead !== undefined && <Paragraph data-size="sm">{lead}</Paragraph>}
      {children}
    </Card>
  );
}
