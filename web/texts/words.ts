import { createContext, useContext } from 'react';
import { type Language, languages } from '../../domain/model.ts';
import type { InEach } from './in-each.ts';

export type { InEach } from './in-each.ts';

const KEY = 'vel-hjem.language';

/** Bokmål until another was chosen; the choice is the only thing that is kept on the device. */
export function rememberedLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  return languages.find((language) => language === kept) ?? 'nb';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}

export const LanguageContext = createContext<{
  readonly language: Language;
  readonly choose: (language: Language) => void;
}>({ language: 'nb', choose: () => {} });

export function useLanguage() {
  return useContext(LanguageContext);
}

/** A page's words in the language that is chosen. */
export function useWords<T>(words: InEach<T>): T {
  return words[useLanguage().language];
}
