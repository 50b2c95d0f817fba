import { Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ListedNotice } from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { longDate } from '../../format/dates.ts';
import { More } from '../../parts/more.tsx';
import { Whom } from '../../parts/whom.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { NoticesHelp } from './help.tsx';
import { texts } from './texts.ts';

/** What the unit is told without being asked to act, the newest first. */
export default function NoticesPage() {
  const words = useWords(texts);
  return (
    <Page title={words.title} help={<NoticesHelp />}>
      <Notices />
    </Page>
  );
}

function Notices() {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const notices = useList<ListedNotice>('/notices', { order: 'desc', include: 'patient' });
  if (notices.error) return <Failure error={notices.error} again={() => void notices.refetch()} />;
  if (notices.data === undefined) return <Loading />;
  const all = notices.data.pages.flatMap(({ items }) => items);
  if (all.length === 0) return <Paragraph className="empty">{words.empty}</Paragraph>;
  return (
    <>
      <ul className="lines">
        {all.map(({ noticeId, kind, at, asked, receivedAt, sees, missed, ...row }) => (
          <li key={noticeId} className="line" data-unread={receivedAt === null}>
            <Whom
              to={`/notices/${part(noticeId)}`}
              row={row}
              noName={
                sees !== 'status'
                  ? words.noName
                  : missed?.unitId == null
                    ? words.onlyStatus
                    : nameOf(missed.unitId)
              }
              isToDo={receivedAt === null}
            >
              {shared.noticeKinds[kind]}
            </Whom>
            <span className="row">
              {asked.length > 0 && <Tag data-color="warning">{words.asked}</Tag>}
              <Tag data-color={receivedAt === null ? 'accent' : 'neutral'}>
                {receivedAt === null ? words.unread : words.read}
              </Tag>
              <time dateTime={at}>{longDate(at, language)}</time>
            </span>
          </li>
        ))}
      </ul>
      <More list={notices} />
    </>
  );
}
