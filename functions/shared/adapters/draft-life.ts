/**
 * How long a draft is kept after it was last saved: longer than any task that is worked on is left alone. What nobody
 * has sent by then goes by the table's time to live, for functions delete nothing.
 */
export const DRAFT_LIFE_MS = 90 * 86_400_000;
