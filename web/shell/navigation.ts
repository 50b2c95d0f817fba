import type { Me } from '../api/me.ts';

/** The pages, and what one must have the right to for them to be of use. What is seen there is the API's to say. */
const pages = [
  { name: 'worklist', path: '/tasks', right: 'list-tasks' },
  { name: 'notices', path: '/notices', right: 'list-tasks' },
  { name: 'patients', path: '/pathways', right: 'list-tasks' },
  { name: 'new-patient', path: '/new-patient', right: 'start-pathway' },
  { name: 'overview', path: '/overview', right: 'read-overview' },
  { name: 'directory', path: '/units', right: undefined },
  { name: 'operation', path: '/operation', right: 'administer' },
] as const;

export function pagesFor({ may }: Pick<Me, 'may'>) {
  return pages.filter(({ right }) => right === undefined || may.includes(right));
}
