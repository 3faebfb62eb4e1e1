/** A batch is taken, worked off slowly, and fetched by its number: as many such platforms answer ten people in minutes. */
import type { Answer } from './answer.ts';

export interface BatchResult extends Answer {
  readonly caseNo: string;
}

export interface Batches {
  /** @returns taskNo */
  submit(answers: readonly (() => BatchResult)[]): string;
  /** null: no such task. Whoever is done is among the results already. */
  result(taskNo: string): { status: 'processing' | 'done'; results: BatchResult[] } | null;
}

export function createBatches({ now, msEach }: { now: () => number; msEach: number }): Batches {
  const tasks = new Map<string, { from: number; answers: readonly (() => BatchResult)[] }>();
  return {
    submit(answers) {
      const taskNo = `T${String(tasks.size + 1).padStart(8, '0')}`;
      tasks.set(taskNo, { from: now(), answers });
      return taskNo;
    },
    result(taskNo) {
      const task = tasks.get(taskNo);
      if (task === undefined) return null;
      const done = Math.min(task.answers.length, Math.floor((now() - task.from) / msEach));
      return {
        status: done === task.answers.length ? 'done' : 'processing',
        results: task.answers.slice(0, done).map((answer) => answer()),
      };
    },
  };
}
