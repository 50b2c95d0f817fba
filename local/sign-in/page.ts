import type { Reply } from '../gateway/responses.ts';
import { localPage } from '../page.ts';
import { type Html, html } from '../step-functions/console/html.ts';
import type { SamplePerson } from './people.ts';

type Language = 'nb' | 'en';

const words = {
  nb: {
    title: 'Logg inn lokalt',
    lead: 'Her er ingen passord: velg hvem du vil være. Personene er oppdiktet. I drift logger dere inn hos deres egen leverandør.',
    search: 'Søk etter navn eller enhet',
    show: 'Søk',
    nobody: 'Ingen passer med søket.',
    other: 'In English',
    groups: {
      hospital: 'Sykehus',
      municipality: 'Kommuner',
      'gp-office': 'Legekontor',
      several: 'Flere enheter',
      administrator: 'Administrator',
    },
    none: 'Administrerer hele løsningen',
    refused: 'Innlogging er avvist',
    again: 'Begynn på nytt på siden du kom fra.',
  },
  en: {
    title: 'Sign in locally',
    lead: 'There are no passwords here: choose who to be. The people are invented. In production you sign in with your own provider.',
    search: 'Search by name or unit',
    show: 'Search',
    nobody: 'Nobody fits the search.',
    other: 'På norsk',
    groups: {
      hospital: 'Hospitals',
      municipality: 'Municipalities',
      'gp-office': 'GP offices',
      several: 'Several units',
      administrator: 'Administrator',
    },
    none: 'Administers the whole deployment',
    refused: 'Sign-in is refused',
    again: 'Begin again at the page that you came from.',
  },
} as const;
type Group = keyof (typeof words)['nb']['groups'];
const groups = Object.keys(words.nb.groups) as Group[];

/** What is asked for of the page, beyond what the client has asked for of the provider. */
const ownParameters = new Set(['person', 'search', 'ui_locales']);

const languageOf = (query: URLSearchParams): Language =>
  /^en\b/.test(query.get('ui_locales') ?? '') ? 'en' : 'nb';

/**
 * The page on which one chooses who to be.
 * @param action where the choice is sent, with all that the client has asked for
 * @param query of the request to authorise
 */
export function signInPage(action: string, query: URLSearchParams, people: readonly SamplePerson[]): Reply {
  const language = languageOf(query);
  const texts = words[language];
  const search = query.get('search') ?? '';
  const found = people.filter((person) => fits(person, search));
  const asked = [...query].filter(([name]) => !ownParameters.has(name));
  const hidden = [...asked, ['ui_locales', language] as const].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const other = language === 'nb' ? 'en' : 'nb';
  const otherwise = new URLSearchParams([...asked, ['ui_locales', other], ['search', search]]);
  return localPage(200, {
    language,
    title: texts.title,
    body: html`<p>${texts.lead}</p>
<form class="filter" method="get" action="${action}" role="search">${hidden}
<label>${texts.search} <input type="search" name="search" value="${search}" autofocus></label><button>${texts.show}</button></form>
<form method="get" action="${action}">${hidden}
${found.length === 0 ? html`<p role="status">${texts.nobody}</p>` : groups.map((group) => section(group, found, language))}</form>
<p><a lang="${other}" href="${action}?${otherwise.toString()}">${texts.other}</a></p>`,
  });
}

function section(group: Group, found: readonly SamplePerson[], language: Language): Html | undefined {
  const texts = words[language];
  const members = found.filter((person) => groupOf(person) === group);
  if (members.length === 0) return undefined;
  return html`<section aria-labelledby="${group}"><h2 id="${group}">${texts.groups[group]}</h2><ul class="choices">${members.map(
    ({ id, name, units }) =>
      html`<li><button name="person" value="${id}"><strong>${name}</strong> ${units.map((unit) => unit.name).join(' + ') || texts.none}</button></li>`,
  )}</ul></section>`;
}

function groupOf({ role, units }: SamplePerson): Group {
  if (role === 'administrator') return 'administrator';
  return units.length > 1 ? 'several' : (units[0]?.kind as Group);
}

function fits({ name, units }: SamplePerson, search: string): boolean {
  const said = [name, ...units.flatMap((unit) => [unit.name, unit.unitId])].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** A request that is not of our pages, or not as it should be: nobody is sent anywhere. */
export function refusedPage(query: URLSearchParams, why: string): Reply {
  const language = languageOf(query);
  const texts = words[language];
  return localPage(400, {
    language,
    title: texts.refused,
    body: html`<p lang="en">${why}</p><p>${texts.again}</p>`,
  });
}
