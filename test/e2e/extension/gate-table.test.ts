/**
 * Every way to decide, tried against the gate's layers: those in the page, those without its listeners, and all. What comes out
 * is the table in docs/gate.md; a way that passes is named there, with its reason and who holds it then (layer 4).
 *
 *   GATE_TABLE=write vitest run --project e2e test/e2e/extension/gate-table.test.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Binding } from '@duecheck/core/binding';
import { afterAll, describe, expect, it } from 'vitest';
import { hiringBinding } from './support/lists.ts';
import { openCase, openOffice, signIn } from './support/office.ts';
import { WAYS } from './support/ways.ts';

const DOCS = new URL('../../../docs/gate.md', import.meta.url);
const [FROM, TO] = ['<!-- measured -->', '<!-- /measured -->'];

/** By which layers; the same binding each time, with its rules or its container taken away. */
const LAYERS = {
  page: { enforcement: 'ui-only' },
  network: { container: { css: '.no-such-container' } },
  all: {},
} as const satisfies Record<string, Partial<Binding>>;
type Layer = keyof typeof LAYERS;

/** By all layers; each is in the docs with its reason. */
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

const measured: Record<string, Partial<Record<Layer, 'held' | 'passes'>>> = {};

describe.concurrent.each(Object.keys(LAYERS) as Layer[])('layers: %s', (layer) => {
  it('hold what they hold', async () => {
    const office = await openOffice({ bindings: (host) => [binding(host.origin, layer)] });
    try {
      await signIn(office);
      for (const [way, { run }] of Object.entries(WAYS)) {
        const page = await openCase(office, '412');
        // The banner is there: the script knows what is bound.
        if (layer !== 'network') await page.waitForFunction(() => document.querySelector('html > div[lang]') !== null);
        office.host.sent.length = 0;
        await run(page).catch((error: Error) => {
          // The page may leave under the script that sent it away.
          if (error.name === 'TimeoutError' || !/navigation|closed|destroyed/i.test(error.message)) throw error;
        });
        await new Promise((resolve) => setTimeout(resolve, 300));
        measured[way] = { ...measured[way], [layer]: office.host.sent.length === 0 ? 'held' : 'passes' };
        for (const open of office.context.pages()) if (open.url().startsWith(office.host.origin)) await open.close();
      }
    } finally {
      await office.close();
    }
    for (const [way, { by }] of Object.entries(WAYS)) {
      const held = measured[way]?.[layer];
      if (layer === 'page' && by === 'control') expect(held, way).toBe('held');
      if (layer === 'all') expect(held, way).toBe(PASS.includes(way) ? 'passes' : 'held');
    }
  });
});

afterAll(async () => {
  if (Object.values(measured).some((row) => Object.keys(row).length < 3)) return;
  const text = await readFile(DOCS, 'utf8');
  const [before, rest] = text.split(FROM) as [string, string];
  const table = `${FROM}\n${rows()}\n${TO}`;
  const fresh = before + table + rest.split(TO)[1];
  if (process.env.GATE_TABLE === 'write') await writeFile(DOCS, fresh);
  else expect(text).toBe(fresh);
});

function rows(): string {
  const head = ['way to decide', 'page (layers 1–2)', 'navigations and network (2–3)', 'all'];
  const body = Object.entries(measured).map(([way, by]) => [
    way,
    ...(['page', 'network', 'all'] as const).map((layer) => (by[layer] === 'held' ? 'held' : '**passes**')),
  ]);
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
