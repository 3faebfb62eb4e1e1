/** Runs steps one after another, times them, takes a picture after each, and writes down what happened. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface StepReport {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Relative to the tour's folder; null where there was nothing to see. */
  readonly screenshot: string | null;
  readonly error?: string;
}

export interface Summary {
  readonly steps: readonly StepReport[];
  readonly passed: number;
  readonly failed: number;
}

export interface Journal {
  /**
   * @param picture what to photograph afterwards, also where the step failed
   * @throws what the step threw, after it was written down: later steps stand on earlier ones
   */
  step<T>(name: string, act: () => Promise<T>, picture?: (path: string) => Promise<unknown>): Promise<T>;
  /** The walk ended early: what was not walked must not look as if it had been. */
  broke(error: unknown): void;
  close(): Promise<Summary>;
}

export async function openJournal(folder: string, say: (line: string) => void): Promise<Journal> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const steps: StepReport[] = [];
  return {
    async step(name, act, picture) {
      const began = performance.now();
      let failure: unknown;
      let result: Awaited<ReturnType<typeof act>> | undefined;
      try {
        result = await act();
      } catch (error) {
        failure = error;
      }
      const ms = Math.round(performance.now() - began);
      const path = join(
        folder,
        `${String(steps.length + 1).padStart(2, '0')}-${name.replaceAll(/[^a-z0-9]+/g, '-')}.png`,
      );
      const taken =
        picture === undefined
          ? false
          : await picture(path).then(
              () => true,
              () => false,
            );
      const ok = failure === undefined;
      const error = ok
        ? undefined
        : String((failure as Error)?.message ?? failure)
            .split('\n')
            .slice(0, 6)
            .join(' ');
      steps.push({
        name,
        ok,
        ms,
        screenshot: taken ? relative(folder, path) : null,
        ...(error === undefined ? {} : { error }),
      });
      say(`${ok ? 'ok  ' : 'FAIL'} ${name} (${ms} ms)${error === undefined ? '' : `\n     ${error}`}`);
      if (!ok) throw failure;
      return result as Awaited<ReturnType<typeof act>>;
    },
    broke(error) {
      if (steps.at(-1)?.ok === false) return;
      const message = String((error as Error)?.message ?? error);
      steps.push({ name: 'between two steps', ok: false, ms: 0, screenshot: null, error: message });
      say(`FAIL between two steps\n     ${message}`);
    },
    async close() {
      const passed = steps.filter((step) => step.ok).length;
      const summary = { steps, passed, failed: steps.length - passed };
      await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
      return summary;
    },
  };
}
