import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useOutletContext } from 'react-router';
import type { Me } from '../api/me.ts';
import { Layout } from '../shell/layout.tsx';
import { Loading } from '../shell/loading.tsx';
import { Missing } from '../shell/missing.tsx';
import { pagesFor } from '../shell/navigation.ts';
import { Worklist } from './worklist/worklist.tsx';

const CohortsPage = lazy(() => import('./overview/cohorts.tsx'));
const DiagnosedPage = lazy(() => import('./overview/diagnosed.tsx'));
const LettersPage = lazy(() => import('./letters/letters.tsx'));
const NewPatient = lazy(() => import('./new-patient/new-patient.tsx'));
const Overview = lazy(() => import('./overview/overview.tsx'));
const PathwayPage = lazy(() => import('./pathway/pathway.tsx'));
const TaskPage = lazy(() => import('./task/task.tsx'));

/** Every page and its address. What only some days need is loaded when it is asked for. */
export function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route element={<Layout />}>
          <Route index element={<Home />} />
          <Route path="tasks" element={<Worklist />} />
          <Route path="new-patient" element={<NewPatient />} />
          <Route path="tasks/:taskId" element={<TaskPage />} />
          <Route path="pathways/:pathwayId" element={<PathwayPage />} />
          <Route path="pathways/:pathwayId/letters" element={<LettersPage />} />
          <Route path="overview" element={<Overview />} />
          <Route path="cohorts" element={<CohortsPage />} />
          <Route path="diagnosed" element={<DiagnosedPage />} />
          <Route path="*" element={<Missing />} />
        </Route>
      </Routes>
    </Suspense>
  );
}

/** Where a day begins. */
function Home() {
  const me = useOutletContext<Me>();
  return <Navigate to={pagesFor(me)[0]?.path ?? '/nowhere'} replace />;
}
