/** How long something has lasted, in the largest unit that it fills. */
export function lasting(
  since: string,
  now: Date,
): { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number } {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 24 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) };
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) };
}

/** The pathway that an id is of, where it was copied with its task, notice, plan or execution behind it. */
export function pathwayIdIn(text: string): string {
  return /^\s*(?:.*[:/])?([a-z0-9]{26})(?:-[\w-]*)?\s*$/.exec(text)?.[1] ?? text.trim();
}
