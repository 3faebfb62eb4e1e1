/** Knows each await of a worker that runs with `announce`, and stops it at the one that a test names. */
import { listen } from '../http.ts';
import { announce } from './announce.ts';

export interface Stopped {
  /** What was over before, in order. */
  readonly before: readonly string[];
  goOn(): void;
}

export async function startConductor() {
  let seen: string[] = [];
  let wanted: string | null = null;
  let tell: (stopped: Stopped) => void = () => undefined;
  /** Resolves when whoever is there may go on. */
  const pass = (name: string) =>
    new Promise<void>((goOn) => {
      const point = `${name} #${seen.filter((one) => one.startsWith(`${name} #`)).length + 1}`;
      const before = [...seen];
      seen.push(point);
      if (point !== wanted) return goOn();
      wanted = null;
      tell({ before, goOn });
    });
  const running = await listen(async (request, response) => {
    await pass(decodeURIComponent((request.url ?? '/').slice(1)));
    response.setHeader('access-control-allow-origin', '*');
    response.end();
  });
  return {
    ...running,
    pass,
    /** Goes before the worker's own script. */
    prelude: `(${announce})('http://127.0.0.1:${running.port}');\n`,
    /** Counts anew. @param reached once somebody waits at the point. @returns what was seen since. */
    start(point: string | null = null, reached: (stopped: Stopped) => void = () => undefined): () => readonly string[] {
      [seen, wanted, tell] = [[], point, reached];
      return () => seen;
    },
  };
}
export type Conductor = Awaited<ReturnType<typeof startConductor>>;
