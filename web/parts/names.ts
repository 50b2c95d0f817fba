import type { PointNumber, TaskKind } from '../../domain/model.ts';
import type { CommonWords } from '../texts/common.ts';

interface Named {
  readonly kind: string;
  readonly point?: PointNumber | number | string | null | undefined;
  readonly name?: string | undefined;
}

/** What a task is called: its point's name where it is a conversation, its kind otherwise. */
export function taskName({ kind, point, name }: Named, words: CommonWords): string {
  if (kind === 'needs-assessment' && point !== undefined && point !== null)
    return pointName(point, name, words);
  return words.kinds[kind as TaskKind] ?? kind;
}

/** What a coordination point is called; one beside the three by the name that the municipality or the referral gave it. */
export function pointName(point: number | string, name: string | undefined, words: CommonWords): string {
  return words.points[String(point)] ?? name ?? words.extraPoint;
}

/** What is asked of somebody: of a GP by the API's words, for symptoms by their items. */
export function askedInWords(
  asked: readonly string[],
  own: Readonly<Record<string, string>>,
  { gpAsks, esas }: Pick<CommonWords, 'gpAsks' | 'esas'>,
): string {
  const all: Readonly<Record<string, string>> = { ...esas, ...gpAsks, ...own };
  return asked.map((one) => all[one] ?? one).join(', ');
}
