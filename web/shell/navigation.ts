import type { Me } from '../api/me.ts';

/** The pages that a caller has use for. What it may see there is the API's to say. */
const pages = [
  { name: 'worklist', path: '/tasks', for: ['coordinator'] },
  { name: 'notices', path: '/notices', for: ['coordinator'] },
  { name: 'patients', path: '/pathways', for: ['coordinator'] },
  { name: 'new-patient', path: '/new-patient', for: ['coordinator'] },
  { name: 'overview', path: '/overview', for: ['coordinator', 'administrator'] },
  { name: 'directory', path: '/units', for: ['coordinator', 'administrator'] },
  { name: 'operation', path: '/operation', for: ['administrator'] },
] as const;

/** A GP office starts no pathway. */
export function pagesFor({ role, unit }: Pick<Me, 'role' | 'unit'>) {
  return pages.filter(
    (page) =>
      (page.for as readonly string[]).includes(role) &&
      (page.name !== 'new-patient' || unit?.kind !== 'gp-office'),
  );
}
