import { Alert, Chip, Fieldset, Paragraph, Search, Tag } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ListedTask } from '../../../functions/describe-api/document.ts';
import { type Listed, part, type Query, serverNow } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { isOverdue, longDate, shortDate } from '../../format/dates.ts';
import { Deadline } from '../../parts/deadline.tsx';
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

/** A unit's tasks by due date, so that the overdue come first. */
export function Worklist() {
  const words = useWords(texts);
  const { unit } = useHere();
  const [search, setSearch] = useSearchParams();
  const view = views.find((one) => one === search.get('view')) ?? 'to-do';
  const [wanted, setWanted] = useState('');
  const isGp = unit?.kind === 'gp-office';
  return (
    <Page
      title={words.title}
      help={
        <Paragraph data-size="sm">{isGp ? words.helpGp : words.help[unit?.kind ?? 'hospital']}</Paragraph>
      }
    >
      <div className="row">
        <Fieldset className="row">
          <Fieldset.Legend className="visually-hidden">{words.filter}</Fieldset.Legend>
          {views.map((one) => (
            <Chip.Radio
              key={one}
              name="view"
              value={one}
              checked={one === view}
              onChange={() => {
                setWanted('');
                setSearch(one === 'to-do' ? {} : { view: one });
              }}
            >
              {words.views[one]}
            </Chip.Radio>
          ))}
        </Fieldset>
        <SearchByName onSearch={setWanted} />
      </div>
      {wanted === '' ? <Tasks view={view} /> : <Found name={wanted} />}
    </Page>
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

function Tasks({ view }: { readonly view: View }) {
  const words = useWords(texts);
  const tasks = useList<ListedTask>('/tasks', { ...asked[view](), include: 'patient' });
  if (tasks.error) return <Failure error={tasks.error} again={() => void tasks.refetch()} />;
  if (tasks.data === undefined) return <Loading />;
  const all = tasks.data.pages.flatMap(({ items }) => items);
  if (all.length === 0) return <Paragraph className="empty">{words.empty[view]}</Paragraph>;
  return (
    <>
      <Lines tasks={all} />
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
      <Lines tasks={items} />
    </>
  );
}

function Lines({ tasks }: { readonly tasks: readonly ListedTask[] }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const now = serverNow();
  return (
    <ul className="lines">
      {tasks.map((task) => {
        const isActive = task.status === 'open' || task.status === 'accepted';
        return (
          <li key={task.taskId} className="line" data-overdue={isActive && isOverdue(task.dueAt, now)}>
            <Whom to={`/tasks/${part(task.taskId)}`} row={task} noName={words.noName} isToDo={isActive}>
              {taskName(task, shared)}
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
