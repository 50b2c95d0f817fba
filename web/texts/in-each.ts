import type { Language } from '../../domain/model.ts';

/**
 * Words in the three languages. Each page keeps its own beside it, so that a text that is missing in one language does
 * not compile, and a page's words come with the page.
 */
export type InEach<T> = Readonly<Record<Language, T>>;
