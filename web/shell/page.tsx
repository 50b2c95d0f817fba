import { Details, Heading } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { common } from '../texts/common.ts';
import { useWords } from '../texts/words.ts';

/**
 * A page: its heading, which gets the focus when one has come from another page, what it is for, and its content. The
 * tab's title never has a patient in it.
 */
export function Page({
  title,
  help,
  actions,
  children,
}: {
  readonly title: string;
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const shared = useWords(common);
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    document.title = `${title} – Vel hjem`;
  }, [title]);
  useEffect(() => {
    // not on the first page of all: a screen reader begins at the top of it by itself
    if (key !== 'default') heading.current?.focus();
  }, [key]);
  return (
    <div className="page">
      <div className="page-head">
        <Heading level={1} data-size="lg" ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {help !== undefined && (
        <Details className="help" data-size="sm">
          <Details.Summary>{shared.about}</Details.Summary>
          <Details.Content>{help}</Details.Content>
        </Details>
      )}
      {children}
    </div>
  );
}
