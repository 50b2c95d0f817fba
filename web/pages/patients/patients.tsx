import { Field, Label, Paragraph, Select, Tag } from '@digdir/designsystemet-react';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { pathwayStatuses } from '../../../domain/model.ts';
import type { ListedPathway } from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { longDate } from '../../format/dates.ts';
import { More } from '../../parts/more.tsx';
import { Whom } from '../../parts/whom.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

const every = 'all';
const views = [...pathwayStatuses, every] as const;
type View = (typeof views)[number];

/** Pathways that the unit has a part in or follows, by how they stand, the newest first. */
export default function PatientsPage() {
  const words = useWords(texts);
  const shared = useWords(common);
  const [search, setSearch] = useSearchParams();
  const view = views.find((one) => one === search.get('view')) ?? 'active';
  const id = useId();
  return (
    <Page title={words.title} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <Field className="narrow">
        <Label htmlFor={id}>{words.status}</Label>
        <Select id={id} value={view} onChange={(event) => setSearch({ view: event.target.value })}>
          {views.map((one) => (
            <Select.Option key={one} value={one}>
              {one === every ? words.all : shared.pathwayStatuses[one]}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Pathways view={view} />
    </Page>
  );
}

function Pathways({ view }: { readonly view: View }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const { unit } = useHere();
  const pathways = useList<ListedPathway>('/pathways', {
    status: view === every ? undefined : view,
    order: 'desc',
    include: 'patient',
  });
  if (pathways.error) return <Failure error={pathways.error} again={() => void pathways.refetch()} />;
  if (pathways.data === undefined) return <Loading />;
  const all = pathways.data.pages.flatMap(({ items }) => items);
  if (all.length === 0) {
    const empty = view === 'active' ? words.empty : words.emptyOther;
    return <Paragraph className="empty">{unit?.kind === 'gp-office' ? words.emptyGp : empty}</Paragraph>;
  }
  return (
    <>
      <ul className="lines">
        {all.map(({ pathwayId, status, startedAt, sees, ...row }) => (
          <li key={pathwayId} className="line">
            <Whom
              to={`/pathways/${part(pathwayId)}`}
              row={row}
              noName={sees === 'status' ? words.onlyStatus : words.noName}
            >
              {words.startedAt(longDate(startedAt, language))}
            </Whom>
            <span className="row">
              <Tag data-color={status === 'active' ? 'accent' : 'neutral'}>
                {shared.pathwayStatuses[status]}
              </Tag>
            </span>
          </li>
        ))}
      </ul>
      <More list={pathways} />
    </>
  );
}
