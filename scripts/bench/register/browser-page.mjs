/** Runs in the browser: core's audit with core's portable suite, in the page's own thread, as the console has it. */
import { auditLog, noteVerifier, portableSuite, treeHash } from '@duecheck/core/register';

/** A page that lives draws, and answers a click within this. */
const LONG_MS = 50;

/** These scripts are checked as Node's. */
const page = /** @type {{ requestAnimationFrame(draw: () => void): void }} */ (/** @type {unknown} */ (globalThis));

async function auditInPage() {
  const suite = portableSuite();
  const text = async (/** @type {string} */ path) => (await fetch(path)).text();
  const bytes = async (/** @type {string} */ path) => {
    const answer = await fetch(path);
    return answer.status === 404 ? undefined : new Uint8Array(await answer.arrayBuffer());
  };
  let frames = 0;
  let drawing = true;
  const draw = () => {
    frames += 1;
    if (drawing) page.requestAnimationFrame(draw);
  };
  page.requestAnimationFrame(draw);
  /** @type {number[]} */
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: /** @type {any} */ ('longtask') });
  const steps = new Set();
  const began = performance.now();
  const { status, checkpoint } = await auditLog({
    checkpoint: new TextEncoder().encode(await text('/register/checkpoint')),
    log: noteVerifier((await text('/register/vkey')).trim(), suite),
    fetchTile: (path) => bytes(`/register/${path}`),
    tree: treeHash(suite.hash),
    onProgress: (entries) => steps.add(entries),
  });
  const ms = performance.now() - began;
  drawing = false;
  // The observer hears of a task after it.
  await new Promise((done) => setTimeout(done, 200));
  const longest = Math.max(0, ...tasks);
  return {
    status,
    size: Number(checkpoint.size),
    ms,
    frames,
    steps: steps.size,
    longest,
    long: tasks.filter((task) => task > LONG_MS).length,
  };
}

Object.assign(globalThis, { auditInPage });
