import { Alert, Button, Details, Paragraph } from '@digdir/designsystemet-react';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { pointName } from '../../parts/names.ts';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { reportTexts } from './report-texts.ts';

/** The next point may be opened before its window, by the unit that is to hold it. Whether it is its turn, the API says. */
export function OpenEarly({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(reportTexts);
  const shared = useWords(common);
  const { role, unit } = useHere();
  const open = useAct((client, point: number | string) =>
    client.send('POST', `/pathways/${part(pathway.pathwayId)}/points/${part(String(point))}/open`, {}),
  );
  const next = pathway.points.find(({ status }) => status === 'planned');
  const isOthers = pathway.points.some(({ status }) => status === 'open');
  const isTheirs = pathway.patient !== undefined;
  const isOwn = next?.place === 'hospital' ? next.unitId === unit?.unitId : unit?.kind === 'municipality';
  if (open.isSuccess)
    return (
      <Alert data-color="success" role="status">
        {words.opened}
      </Alert>
    );
  if (
    next === undefined ||
    isOthers ||
    !isOwn ||
    !isTheirs ||
    role !== 'coordinator' ||
    pathway.status !== 'active'
  )
    return null;
  const isRefused = open.error instanceof ApiProblem && open.error.status === 409;
  return (
    <div className="no-print">
      <Details data-size="sm">
        <Details.Summary>{words.openEarly(pointName(next.point, next.name, shared))}</Details.Summary>
        <Details.Content className="stack-tight">
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
        </Details.Content>
      </Details>
    </div>
  );
}
