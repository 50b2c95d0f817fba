import { Button, Field, Label, Paragraph, Select, SkipLink } from '@digdir/designsystemet-react';
import { Suspense, useEffect, useId, useState } from 'react';
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import { type Me, useMe } from '../api/me.ts';
import { useSession } from '../session/session.tsx';
import { type InEach, useWords } from '../texts/words.ts';
import { Boundary } from './boundary.tsx';
import { FailurePage } from './failure.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { Loading } from './loading.tsx';
import { pagesFor } from './navigation.ts';

const texts: InEach<{
  skip: string;
  menu: string;
  unit: string;
  leave: string;
  roles: Readonly<Record<Me['role'], string>>;
  pages: Readonly<Record<ReturnType<typeof pagesFor>[number]['name'], string>>;
}> = {
  nb: {
    skip: 'Hopp til innholdet',
    menu: 'Hovedmeny',
    unit: 'Enhet',
    leave: 'Logg ut',
    roles: { 'hospital-system': 'System', coordinator: 'Koordinator', administrator: 'Administrator' },
    pages: {
      worklist: 'Oppgaver',
      notices: 'Meldinger',
      patients: 'Pasienter',
      'new-patient': 'Ny pasient',
      overview: 'Oversikt',
      directory: 'Enheter',
      operation: 'Drift',
    },
  },
  nn: {
    skip: 'Hopp til innhaldet',
    menu: 'Hovudmeny',
    unit: 'Eining',
    leave: 'Logg ut',
    roles: { 'hospital-system': 'System', coordinator: 'Koordinator', administrator: 'Administrator' },
    pages: {
      worklist: 'Oppgåver',
      notices: 'Meldingar',
      patients: 'Pasientar',
      'new-patient': 'Ny pasient',
      overview: 'Oversikt',
      directory: 'Einingar',
      operation: 'Drift',
    },
  },
  en: {
    skip: 'Skip to the content',
    menu: 'Main menu',
    unit: 'Unit',
    leave: 'Sign out',
    roles: { 'hospital-system': 'System', coordinator: 'Coordinator', administrator: 'Administrator' },
    pages: {
      worklist: 'Tasks',
      notices: 'Notices',
      patients: 'Patients',
      'new-patient': 'New patient',
      overview: 'Overview',
      directory: 'Units',
      operation: 'Operation',
    },
  },
};

/** What is around every page: who is signed in, for which unit, and where one can go. */
export function Layout() {
  const words = useWords(texts);
  const me = useMe();
  const { pathname } = useLocation();
  const { unitId, chooseUnit, leave } = useSession();
  // somebody else, or the same person with other units, has signed in since the unit was chosen
  const isNotTheirs = me.error instanceof ApiProblem && me.error.status === 403 && unitId !== null;
  useEffect(() => {
    if (isNotTheirs) chooseUnit(null);
  }, [isNotTheirs, chooseUnit]);
  if (me.error)
    return (
      <main className="content">
        <FailurePage error={me.error} again={() => void me.refetch()}>
          <div>
            <Button variant="secondary" onClick={() => void leave()}>
              {words.leave}
            </Button>
          </div>
        </FailurePage>
      </main>
    );
  if (me.data === undefined) return <Loading />;
  return (
    <>
      <SkipLink href="#content">{words.skip}</SkipLink>
      <Header me={me.data} />
      <main id="content" tabIndex={-1} className="content">
        <Boundary key={pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet context={me.data} />
          </Suspense>
        </Boundary>
      </main>
    </>
  );
}

function Header({ me }: { readonly me: Me }) {
  const words = useWords(texts);
  const { leave } = useSession();
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  return (
    <header className="header">
      <NavLink to="/" className="brand">
        Vel hjem
      </NavLink>
      <Button
        className="menu-button"
        variant="tertiary"
        data-size="sm"
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(!isOpen)}
      >
        {words.menu}
      </Button>
      <div id={menuId} className="menu" data-open={isOpen}>
        <nav aria-label={words.menu}>
          <ul>
            {pagesFor(me).map(({ name, path }) => (
              <li key={name}>
                <NavLink to={path} onClick={() => setOpen(false)}>
                  {words.pages[name]}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="who">
          <UnitChoice me={me} />
          <LanguageChoice />
          <Button variant="secondary" data-size="sm" onClick={() => void leave()}>
            {words.leave}
          </Button>
        </div>
      </div>
    </header>
  );
}

function UnitChoice({ me }: { readonly me: Me }) {
  const words = useWords(texts);
  const { chooseUnit } = useSession();
  const navigate = useNavigate();
  const id = useId();
  const who = [me.name, me.unit?.name ?? words.roles[me.role]].filter(Boolean).join(', ');
  if (me.units.length < 2 || me.unit === null) return <Paragraph data-size="sm">{who}</Paragraph>;
  return (
    <Field data-size="sm">
      <Label htmlFor={id}>{words.unit}</Label>
      <Select
        id={id}
        value={me.unit.unitId}
        onChange={(event) => {
          chooseUnit(event.target.value);
          void navigate('/');
        }}
      >
        {me.units.map(({ unitId, name }) => (
          <Select.Option key={unitId} value={unitId}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
