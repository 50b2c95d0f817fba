import { Alert, Button, Details, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { TaskKind } from '../../../domain/model.ts';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { useUnitNames } from '../../api/units.ts';
import { pointName } from '../../parts/names.ts';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { reportTexts } from './report-texts.ts';

/** What the pathway itself waits for: follow-ups beside it are no hindrance. */
const inTurn: readonly TaskKind[] = ['needs-assessment', 'offer-again', 'municipal-intake', 'route-manually'];

/** The next point may be opened before its window, by the unit that is to hold it. Whether it is its turn, the API says. */
export function OpenEarly({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(reportTexts);
  const shared = useWords(common);
  const { role, unit } = useHere();
  const nameOf = useUnitNames();
  const open = useAct((client, point: number | string) =>
    client.send('POST', `/pathways/${part(pathway.pathwayId)}/points/${part(String(point))}/open`, {}),
  );
  const next = pathway.points.find(({ status }) => status === 'planned');
  const isOthers = pathway.points.some(({ status }) => status === 'open');
  const isTheirs = pathway.patient !== undefined;
  const isOwn = next?.place === 'hospital' ? next.unitId === unit?.unitId : unit?.kind === 'municipality';
  if (open.isSuccess) {
    const opened = pathway.points.find(({ point }) => point === open.variables);
    return (
      <Alert data-color="success" role="status">
        <Paragraph>{words.opened}</Paragraph>
        {opened?.taskId != null && opened.unitId === unit?.unitId && (
          <RouterLink className="ds-link" to={`/tasks/${part(opened.taskId)}`}>
            {words.toTask}
          </RouterLink>
        )}
      </Alert>
    );
  }
  if (
    next === undefined ||
    isOthers ||
    !isOwn ||
    !isTheirs ||
    role !== 'coordinator' ||
    pathway.status !== 'active'
  )
    return null;
  // the conversation or intake that is open comes first
  const first = pathway.tasks.find(
    ({ kind, status }) => inTurn.includes(kind) && (status === 'open' || status === 'accepted'),
  );
  const isRefused = open.error instanceof ApiProblem && open.error.status === 409;
  return (
    <div className="no-print">
      <Details data-size="sm">
        <Details.Summary>{words.openEarly(pointName(next.point, next.name, shared))}</Details.Summary>
        <Details.Content className="stack-tight">
          {first === undefined ? (
            <>
              <Paragraph>{words.openDoes}</Paragraph>
              {isRefused ? (
                <Alert data-color="warning" role="alert">
                  {words.openRefused}
                </Alert>
              ) : (
                open.error && <Failure error={open.error} />
              )}
              <div>
                <Button data-size="sm" disabled={open.isPending} onClick={() => open.mutate(next.point)}>
                  {words.openNow}
                </Button>
              </div>
            </>
          ) : (
            <Paragraph>
              {words.openAfter}{' '}
              {first.unitId === unit?.unitId ? (
                <RouterLink className="ds-link" to={`/tasks/${part(first.taskId)}`}>
                  {shared.kinds[first.kind]}
                </RouterLink>
              ) : (
                `${shared.kinds[first.kind]}, ${nameOf(first.unitId)}`
              )}
            </Paragraph>
          )}
        </Details.Content>
      </Details>
    </div>
  );
}
