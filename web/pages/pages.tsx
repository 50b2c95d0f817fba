import { lazy } from 'react';
import { Navigate, Route, Routes, useOutletContext } from 'react-router';
import type { Me } from '../api/me.ts';
import { Layout } from '../shell/layout.tsx';
import { Missing } from '../shell/missing.tsx';
import { pagesFor } from '../shell/navigation.ts';
import { Worklist } from './worklist/worklist.tsx';

const AuditPage = lazy(() => import('./audit/audit.tsx'));
const LettersPage = lazy(() => import('./letters/letters.tsx'));
const NewPatient = lazy(() => import('./new-patient/new-patient.tsx'));
const NoticePage = lazy(() => import('./notice/notice.tsx'));
const NoticesPage = lazy(() => import('./notices/notices.tsx'));
const OperationPage = lazy(() => import('./operation/operation.tsx'));
const CohortsPage = lazy(() => import('./overview/cohorts.tsx'));
const DiagnosedPage = lazy(() => import('./overview/diagnosed.tsx'));
const Overview = lazy(() => import('./overview/overview.tsx'));
const PathwayPage = lazy(() => import('./pathway/pathway.tsx'));
const PatientsPage = lazy(() => import('./patients/patients.tsx'));
const TaskPage = lazy(() => import('./task/task.tsx'));
const EditUnitPage = lazy(() => import('./unit/edit.tsx'));
const NewUnitPage = lazy(() => import('./unit/new.tsx'));
const UnitPage = lazy(() => import('./unit/unit.tsx'));
const UnitsPage = lazy(() => import('./units/units.tsx'));

/** Every page and its address. What only some days need is loaded when it is asked for. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<Home />} />
        <Route path="tasks" element={<Worklist />} />
        <Route path="new-patient" element={<NewPatient />} />
        <Route path="tasks/:taskId" element={<TaskPage />} />
        <Route path="notices" element={<NoticesPage />} />
        <Route path="notices/:noticeId" element={<NoticePage />} />
        <Route path="pathways" element={<PatientsPage />} />
        <Route path="units" element={<UnitsPage />} />
        <Route path="units/:unitId" element={<UnitPage />} />
        <Route path="units/:unitId/edit" element={<EditUnitPage />} />
        <Route path="new-unit" element={<NewUnitPage />} />
        <Route path="operation" element={<OperationPage />} />
        <Route path="pathways/:pathwayId" element={<PathwayPage />} />
        <Route path="pathways/:pathwayId/audit" element={<AuditPage />} />
        <Route path="pathways/:pathwayId/letters" element={<LettersPage />} />
        <Route path="overview" element={<Overview />} />
        <Route path="cohorts" element={<CohortsPage />} />
        <Route path="diagnosed" element={<DiagnosedPage />} />
        <Route path="*" element={<Missing />} />
      </Route>
    </Routes>
  );
}

/** Where a day begins. */
function Home() {
  const me = useOutletContext<Me>();
  return <Navigate to={pagesFor(me)[0]?.path ?? '/nowhere'} replace />;
}
