import { Tag } from '@digdir/designsystemet-react';
import { serverNow } from '../api/client.ts';
import { daysBetween, deadlineInWords, isOverdue, longDate } from '../format/dates.ts';
import { useLanguage } from '../texts/words.ts';

/** Days before the deadline from which it is shown as near. */
const near = 3;

/** A deadline in words, with its date for who points at it; its colour says nothing that the words do not. */
export function Deadline({ dueAt }: { readonly dueAt: string }) {
  const { language } = useLanguage();
  const now = serverNow();
  const soon = daysBetween(now, dueAt) <= near;
  return (
    <Tag
      data-color={isOverdue(dueAt, now) ? 'danger' : soon ? 'warning' : 'neutral'}
      title={longDate(dueAt, language)}
    >
      {deadlineInWords(dueAt, now, language)}
    </Tag>
  );
}
