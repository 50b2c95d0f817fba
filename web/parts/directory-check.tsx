import { Alert, Details, Link, List, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { CheckedUnits } from '../../functions/describe-api/document.ts';
import { part } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { useUnits } from '../api/units.ts';
import { Failure } from '../shell/failure.tsx';
import { useWords } from '../texts/words.ts';
import { type DirectoryWords, directoryWords } from './directory-words.ts';
import { placeOf } from './places.ts';

type Problem = CheckedUnits['units'][number]['problems'][number];

/** What is wrong in the directory, as far as one may know: of the own unit and those below it, or of all. */
export function useCheck() {
  return useRead<CheckedUnits>('/units/check');
}

/** The check in one sentence, with the units behind it. */
export function DirectoryCheck() {
  const words = useWords(directoryWords);
  const check = useCheck();
  if (check.error) return <Failure error={check.error} again={() => void check.refetch()} />;
  if (check.data === undefined) return <Paragraph role="status">{words.checking}</Paragraph>;
  const { units, unreachable, checked } = check.data;
  if (units.length === 0)
    return (
      <Alert data-color="success" role="status">
        {words.sound(checked)}
      </Alert>
    );
  const worst = units.toSorted((a, b) => rank(a) - rank(b));
  return (
    <Alert data-color={unreachable > 0 ? 'danger' : 'warning'} role="status">
      <Paragraph>
        {unreachable > 0 && <strong>{`${words.unreachable(unreachable)}. `}</strong>}
        {words.toMend(units.length)}.
      </Paragraph>
      <Details data-size="sm">
        <Details.Summary>{words.show}</Details.Summary>
        <Details.Content>
          <ul className="stack plain">
            {worst.map(({ unitId, name, problems }) => (
              <li key={unitId}>
                <Link asChild>
                  <RouterLink to={`/units/${part(unitId)}`}>{name}</RouterLink>
                </Link>
                <Problems problems={problems} />
              </li>
            ))}
          </ul>
        </Details.Content>
      </Details>
    </Alert>
  );
}

/** What is wrong with one unit, in words. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const words = useWords(directoryWords);
  const units = useUnits().data ?? [];
  // a unit by its name; a place by its number, with the unit that is there but receives nobody
  const named = (about = '') => {
    const there = units.find(({ municipality }) => placeOf(municipality) === about && about !== '');
    if (there !== undefined) return `${about} (${there.name})`;
    return units.find(({ unitId }) => unitId === about)?.name ?? about;
  };
  return (
    <List.Unordered>
      {problems.map(({ problem, path, about }) => (
        <List.Item key={`${problem} ${path}`}>
          {words.problems[problem](problem === 'address-fails' ? addressAt(path, words) : named(about))}
        </List.Item>
      ))}
    </List.Unordered>
  );
}

/** `contacts.1.email` is the second contact's. */
function addressAt(path: string, words: DirectoryWords): string {
  const [, n = '', channel = ''] = path.split('.');
  return words.address(channel, Number(n) + 1);
}

const order = ['stops', 'detours', 'lacks'];
const rank = ({ problems }: { readonly problems: readonly Problem[] }) =>
  order.indexOf(problems[0]?.severity ?? 'lacks');
