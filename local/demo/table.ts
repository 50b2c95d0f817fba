import type { Runtime } from '../runtime.ts';
import type { PathwaySeen, Playing } from './playing.ts';

/** What happened when, pathway by pathway, and how many messages went where. */
export async function table(play: Playing, runtime: Runtime): Promise<string> {
  const blocks: string[] = [];
  for (const played of play.pathways) {
    const pathway = await play.pathway(played);
    const points = pathway.points.map(({ point, status }) => `${point} ${status}`).join(', ');
    blocks.push(
      `${played.referral.referralId}: ${played.actor.story}\n  ${pathway.status}; points: ${points}; executions: ${pathway.executions.length}\n${lines(pathway)}`,
    );
  }
  return `${blocks.join('\n\n')}\n\n${byReceiver(runtime)}`;
}

const told: Readonly<Record<string, string>> = {
  'pathway-started': 'pathway started',
  'task-opened': 'task opened at',
  'task-accepted': 'accepted by',
  'task-completed': 'completed by',
  'task-declined': 'the patient said no, at',
  'task-missed': 'missed by',
  'task-moved': 'task moved to',
  'task-transferred': 'task handed on to',
  'task-reopened': 'task opened again at',
  'question-asked': 'a question for',
  'question-answered': 'an answer for',
  'task-cancelled': 'task cancelled at',
  'task-restored': 'task restored at',
  'message-sent': 'written of to',
  'notice-sent': 'notice to',
  'plan-renewed': 'plan made anew',
};

function lines(pathway: PathwaySeen): string {
  const kinds = new Map(pathway.tasks.map(({ taskId, kind }) => [taskId, kind]));
  return pathway.timeline
    .map(({ at, type, unitId, taskId, rung, point }) => {
      const what = [told[type] ?? type, unitId ?? ''].join(' ').trim();
      const about = [
        taskId === undefined ? '' : (kinds.get(taskId) ?? ''),
        point === undefined ? '' : `point ${point}`,
        rung === undefined ? '' : `rung ${rung}`,
      ]
        .filter(Boolean)
        .join(', ');
      return `  ${at.slice(0, 16).replace('T', ' ')}  ${what.padEnd(48)} ${about}`;
    })
    .join('\n');
}

function byReceiver(runtime: Runtime): string {
  const counts = new Map<string, { email: number; sms: number; last: string }>();
  for (const { to, channel, sentAt } of runtime.messages()) {
    const count = counts.get(to) ?? { email: 0, sms: 0, last: '' };
    count[channel] += 1;
    count.last = sentAt;
    counts.set(to, count);
  }
  const rows = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([to, { email, sms, last }]) =>
        `  ${to.padEnd(48)} ${String(email).padStart(6)} ${String(sms).padStart(6)}   ${last.slice(0, 10)}`,
    );
  return ['Messages by receiver', `  ${'to'.padEnd(48)} e-mail    SMS   last`, ...rows].join('\n');
}
