import { Card, Details, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

/** A part of the overview under its heading, with what it says in words. */
export function Section({
  title,
  help,
  children,
}: {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}) {
  return (
    <Card asChild>
      <section className="stack">
        <div>
          <Heading level={2} data-size="sm">
            {title}
          </Heading>
          {help !== undefined && <Paragraph data-size="sm">{help}</Paragraph>}
        </div>
        {children}
      </section>
    </Card>
  );
}

export interface Cell {
  readonly key: string;
  readonly text: string;
  /** Words are to the left, numbers to the right. */
  readonly isWords?: boolean;
}

/** The numbers behind a drawing. */
export function Numbers({
  caption,
  heads,
  rows,
}: {
  readonly caption: string;
  readonly heads: readonly Cell[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly [Cell, ...Cell[]])[];
}) {
  const words = useWords(texts);
  return (
    // within an element of its own: a card with details right in it has no room around the rest
    <div>
      <Details data-size="sm" className="numbers">
        <Details.Summary>{words.numbers}</Details.Summary>
        <Details.Content>
          <NumbersTable caption={caption} heads={heads} rows={rows} />
        </Details.Content>
      </Details>
    </div>
  );
}

export function NumbersTable({ caption, heads, rows }: Parameters<typeof Numbers>[0]) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <Table data-size="sm" zebra>
        <caption>{caption}</caption>
        <Table.Head>
          <Table.Row>
            {heads.map(({ key, text, isWords }) => (
              <Table.HeaderCell key={key} className={isWords ? undefined : 'number'}>
                {text}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {rows.map(([head, ...cells]) => (
            <Table.Row key={head.key}>
              <Table.HeaderCell scope="row">{head.text}</Table.HeaderCell>
              {cells.map(({ key, text, isWords }) => (
                <Table.Cell key={key} className={isWords ? undefined : 'number'}>
                  {text}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </section>
  );
}
