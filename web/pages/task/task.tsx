import { useParams } from 'react-router';
import type { TaskAnswer } from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { taskName } from '../../parts/names.ts';
import { Failure } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';

export default function TaskPage() {
  const shared = useWords(common);
  const { taskId = '' } = useParams();
  const task = useRead<TaskAnswer>(`/tasks/${part(taskId)}`);
  if (task.error) return <Failure error={task.error} again={() => void task.refetch()} />;
  if (task.data === undefined) return <Loading />;
  return <Page title={taskName(task.data, shared)}>{task.data.patient?.name}</Page>;
}
