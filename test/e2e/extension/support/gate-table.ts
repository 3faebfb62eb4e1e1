/**
 * Every way to decide, tried against the gate's layers: those in the page, those without its listeners, and all. What comes out
 * is a table in docs/gate.md, one a browser; a way that passes is named there, with its reason and who holds it then (layer 4).
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Binding } from '@duecheck/core/binding';
import { expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { hiringBinding } from './lists.ts';
import type { ServicesOptions } from './services.ts';
import { WAYS, type Way } from './ways.ts';

const DOCS = new URL('../../../../docs/gate.md', import.meta.url);

/** By which layers; the same binding each time, with its rules or its container taken away. */
const LAYERS = {
  page: { enforcement: 'ui-only' },
  network: { container: { css: '.no-such-container' } },
  all: {},
} as const satisfies Record<string, Partial<Binding>>;
type Layer = keyof typeof LAYERS;

/** By all layers, in every browser; each is in the docs with its reason. */
const PASS = ['another spelling of the address', 'a WebSocket'];

const binding = (origin: string, layer: Layer): Binding => ({
  ...hiringBinding(origin),
  controls: [
    { id: 'hire', locate: [{ button: '录用' }], effect: 'favourable', acts: 'sends' },
    { id: 'approve', locate: [{ button: '一键通过' }], effect: 'favourable', acts: 'sends' },
  ],
  requests: [
    { method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' },
    { method: 'GET', path: '^/api/candidates/([0-9]+)/approve$', effect: 'favourable', case: 'path' },
  ],
  ...LAYERS[layer],
});

/** Held in the page by the Navigation API alone, which Firefox knows from 147 on. */
const BY_NAVIGATION = ['form.submit()', 'location.assign (GET)'];

type Held = 'held' | 'passes' | 'passes before 147';
type Measured = Record<string, Partial<Record<Layer, Held>>>;

/** Registers the test of one browser's table. @param skip where the browser is not there. */
export function tryEveryWay(
  browser: 'Chromium' | 'Firefox',
  open: (options: ServicesOptions) => Promise<Desk>,
  { skip = false }: { readonly skip?: boolean } = {},
): void {
  it.skipIf(skip)(`the gate’s layers hold in ${browser} what docs/gate.md says`, { timeout: 300_000 }, async () => {
    const measured: Measured = {};
    for (const way of Object.keys(WAYS)) measured[way] = {};
    await Promise.all(
      (Object.keys(LAYERS) as Layer[]).map(async (layer) => {
        const desk = await open({ bindings: (host) => [binding(host.origin, layer)] });
        try {
          await desk.signIn();
          for (const way of Object.keys(WAYS)) {
            const came = await tried(desk, layer, way);
            measured[way] = { ...measured[way], [layer]: came };
          }
        } finally {
          await desk.close();
        }
      }),
    );
    for (const [way, { by }] of Object.entries(WAYS)) {
      if (by === 'control') expect.soft(measured[way]?.page, way).toBe('held');
      expect.soft(measured[way]?.all, way).toBe(PASS.includes(way) ? 'passes' : 'held');
    }
    await compare(browser, measured);
  });
}

async function tried(desk: Desk, layer: Layer, way: string): Promise<Held> {
  const { by, run } = WAYS[way] as Way;
  const page = await desk.drive('412', layer === 'network' ? 'not-seen' : 'seen');
  const navigates = await page.evaluate(() => 'navigation' in globalThis);
  desk.host.sent.length = 0;
  await run(page).catch((error: Error) => {
    // The page may leave under the script that sent it away.
    if (error.name === 'TimeoutError' || !/navigation|closed|destroyed|discarded/i.test(error.message)) throw error;
  });
  // Nothing tells that nothing will come; what is expected to come is waited for.
  const comes = PASS.includes(way) || (layer === 'page' && by === 'request');
  const end = Date.now() + (comes ? 5000 : 300);
  while (desk.host.sent.length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  const held = desk.host.sent.length === 0;
  await desk.closeHost();
  if (layer === 'page' && BY_NAVIGATION.includes(way) && desk.browser === 'Firefox' && held === navigates)
    return 'passes before 147';
  return held ? 'held' : 'passes';
}

async function compare(browser: string, measured: Measured): Promise<void> {
  const [from, to] = [`<!-- measured in ${browser} -->`, `<!-- /measured in ${browser} -->`];
  const text = await readFile(DOCS, 'utf8');
  const [before, rest] = text.split(from) as [string, string];
  const fresh = `${before}${from}\n${table(measured)}\n${to}${rest.split(to)[1]}`;
  if (process.env.GATE_TABLE === 'write') await writeFile(DOCS, fresh);
  else expect(text).toBe(fresh);
}

function table(measured: Measured): string {
  const head = ['way to decide', 'page (layers 1–2)', 'navigations and network (2–3)', 'all'];
  const body = Object.entries(measured).map(([way, by]) => [
    way,
    ...(['page', 'network', 'all'] as const).map((layer) => (by[layer] === 'held' ? 'held' : `**${by[layer]}**`)),
  ]);
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
