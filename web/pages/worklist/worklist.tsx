import {
  Alert,
  Chip,
  Field,
  Fieldset,
  Label,
  Paragraph,
  Search,
  Select,
  Tag,
} from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ListedTask } from '../../../functions/describe-api/document.ts';
import { type Listed, part, type Query, serverNow } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { isOverdue, longDate, shortDate } from '../../format/dates.ts';
import { aboveWords } from '../../parts/above-words.ts';
import { Deadline } from '../../parts/deadline.tsx';
import { escalationInWords } from '../../parts/escalation.ts';
import { More } from '../../parts/more.tsx';
import { taskName } from '../../parts/names.ts';
import { Whom } from '../../parts/whom.tsx';
import { useSession } from '../../session/session.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

/** What a worklist is divided into: all that is to be done, and by status. */
const views = ['to-do', 'overdue', 'open', 'accepted', 'booked', 'waiting', 'completed', 'missed'] as const;
type View = (typeof views)[number];

/** What each asks the API for. What is done is shown from its end, the latest first. */
const asked: Readonly<Record<View, () => Query>> = {
  'to-do': () => ({}),
  // by the minute, so that the same is asked for as long as the page is looked at
  overdue: () => ({ dueBefore: `${serverNow().toISOString().slice(0, 16)}:00Z` }),
  open: () => ({ status: 'open' }),
  accepted: () => ({ status: 'accepted' }),
  booked: () => ({ waitsFor: 'appointment' }),
  waiting: () => ({ waitsFor: 'answer' }),
  completed: () => ({ status: 'completed', order: 'desc' }),
  missed: () => ({ status: 'missed', order: 'desc' }),
};

/** A unit's tasks by due date, so that the overdue come first: the own unit's, or those of one below it, without whom they are about. */
export function Worklist() {
  const words = useWords(texts);
  const { unit, unitsBelow } = useHere();
  const [search, setSearch] = useSearchParams();
  const view = views.find((one) => one === search.get('view')) ?? 'to-do';
  const below = unitsBelow.find(({ unitId }) => unitId === search.get('unit'));
  const [wanted, setWanted] = useState('');
  const isGp = unit?.kind === 'gp-office';
  const show = (next: View, unitId: string | undefined) => {
    setWanted('');
    setSearch({
      ...(next === 'to-do' ? {} : { view: next }),
      ...(unitId === undefined ? {} : { unit: unitId }),
    });
  };
  return (
    <Page
      title={words.title}
      help={
        <Paragraph data-size="sm">{isGp ? words.helpGp : words.help[unit?.kind ?? 'hospital']}</Paragraph>
      }
    >
      {unitsBelow.length > 0 && (
        <WhoseTasks chosen={below?.unitId} onChange={(unitId) => show(view, unitId)} />
      )}
      <div className="row">
        <Fieldset className="row">
          <Fieldset.Legend className="visually-hidden">{words.filter}</Fieldset.Legend>
          {views.map((one) => (
            <Chip.Radio
              key={one}
              name="view"
              value={one}
              checked={one === view}
              onChange={() => show(one, below?.unitId)}
            >
              {words.views[one]}
            </Chip.Radio>
          ))}
        </Fieldset>
        {below === undefined && <SearchByName onSearch={setWanted} />}
      </div>
      {below !== undefined && (
        <Paragraph data-size="sm" role="status">
          {words.belowHelp(below.name)}
        </Paragraph>
      )}
      {wanted === '' ? <Tasks view={view} below={below?.unitId} /> : <Found name={wanted} />}
    </Page>
  );
}

/** Whoever is above others chooses whose tasks are shown. */
function WhoseTasks({
  chosen,
  onChange,
}: {
  readonly chosen: string | undefined;
  readonly onChange: (unitId: string | undefined) => void;
}) {
  const words = useWords(texts);
  const { unit, unitsBelow } = useHere();
  const id = useId();
  return (
    <Field className="narrow no-print">
      <Label htmlFor={id}>{words.whose}</Label>
      <Select id={id} value={chosen ?? ''} onChange={({ target: { value } }) => onChange(value || undefined)}>
        <Select.Option value="">{words.own(unit?.name ?? '')}</Select.Option>
        {unitsBelow.map(({ unitId, name }) => (
          <Select.Option key={unitId} value={unitId}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

/** The name stays out of addresses: it is sent in a body, and lies in no history of the browser. */
function SearchByName({ onSearch }: { readonly onSearch: (name: string) => void }) {
  const words = useWords(texts);
  const [name, setName] = useState('');
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(name.trim());
        }}
      >
        <Search data-size="sm">
          <Search.Input
            aria-label={words.search}
            placeholder={words.search}
            autoComplete="off"
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              if (event.target.value === '') onSearch('');
            }}
          />
          <Search.Clear aria-label={words.clear} />
          <Search.Button>{words.find}</Search.Button>
        </Search>
      </form>
    </search>
  );
}

function Tasks({ view, below }: { readonly view: View; readonly below: string | undefined }) {
  const words = useWords(texts);
  const whose = below === undefined ? { include: 'patient' } : { unitId: below };
  const tasks = useList<ListedTask>('/tasks', { ...asked[view](), ...whose });
  if (tasks.error) return <Failure error={tasks.error} again={() => void tasks.refetch()} />;
  if (tasks.data === undefined) return <Loading />;
  const all = tasks.data.pages.flatMap(({ items }) => items);
  if (all.length === 0)
    return (
      <Paragraph className="empty">{below === undefined ? words.empty[view] : words.emptyBelow}</Paragraph>
    );
  return (
    <>
      <Lines tasks={all} isBelow={below !== undefined} />
      <More list={tasks} />
    </>
  );
}

function Found({ name }: { readonly name: string }) {
  const words = useWords(texts);
  const { client } = useSession();
  const { unit } = useHere();
  const found = useQuery({
    queryKey: ['/tasks/search', unit?.unitId, name],
    queryFn: () => client.send<Listed<ListedTask>>('POST', '/tasks/search', { unitId: unit?.unitId, name }),
    // nothing of a search is kept longer than it is looked at
    gcTime: 0,
  });
  if (found.error) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  const { items, cursor } = found.data;
  return (
    <>
      <Paragraph role="status">{words.found(items.length)}</Paragraph>
      {cursor !== undefined && <Alert data-color="info">{words.foundSome}</Alert>}
      <Lines tasks={items} isBelow={false} />
    </>
  );
}

function Lines({
  tasks,
  isBelow,
}: {
  readonly tasks: readonly ListedTask[];
  /** Of a unit below the own: with how far its ladder has come, and nobody's name. */
  readonly isBelow: boolean;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const above = useWords(aboveWords);
  const { language } = useLanguage();
  const now = serverNow();
  return (
    <ul className="lines">
      {tasks.map((task) => {
        const isActive = task.status === 'open' || task.status === 'accepted';
        return (
          <li key={task.taskId} className="line" data-overdue={isActive && isOverdue(task.dueAt, now)}>
            <Whom
              to={`/tasks/${part(task.taskId)}`}
              row={task}
              noName={isBelow ? taskName(task, shared) : words.noName}
              isToDo={isActive}
            >
              {!isBelow
                ? taskName(task, shared)
                : task.escalation !== undefined &&
                  escalationInWords(task.escalation, now, above, (at) => shortDate(at, language))}
            </Whom>
            <span className="row">
              {task.patient?.addressProtected && <Tag data-color="danger">{words.protectedAddress}</Tag>}
              {task.appointmentOn && (
                <Tag data-color="info">{words.booked(shortDate(task.appointmentOn, language))}</Tag>
              )}
              <Tag data-color={task.status === 'open' ? 'accent' : 'neutral'}>
                {shared.taskStatuses[task.status]}
              </Tag>
              {isActive ? <Deadline dueAt={task.dueAt} /> : <span>{longDate(task.dueAt, language)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
