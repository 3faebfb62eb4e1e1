/**
 * One platform as a process of its own, so that it can be killed:
 *
 *   node demo/platforms/main.ts --id city --callers callers.json [--port N] [--seed S] [--people N] [--today YYYY-MM-DD]
 *
 * Prints `{"listening":port}` when it answers. Without callers nobody is registered, and its page still works.
 */
import { parseArgs } from 'node:util';
import { addDays, legalDateOf, parseCivilDate } from '@duecheck/core/time';
import { readJson } from '../json-file.ts';
import { generatePeople, PLATFORM_IDS, type PlatformId } from '../people/index.ts';
import type { Caller } from './callers.ts';
import { startPlatform } from './start.ts';

const { values } = parseArgs({
  options: {
    id: { type: 'string' },
    callers: { type: 'string' },
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'quzhou-330899' },
    people: { type: 'string', default: '2000' },
    today: { type: 'string', default: legalDateOf(new Date().toISOString()) },
    'slow-ms': { type: 'string', default: '1500' },
  },
});
const id = PLATFORM_IDS.find((one) => one === values.id);
if (id === undefined) throw new Error(`--id is one of ${PLATFORM_IDS.join(', ')}`);

const today = parseCivilDate(values.today);
const platform = await startPlatform({
  id: id satisfies PlatformId,
  port: Number(values.port),
  people: generatePeople({ seed: values.seed, today, count: Number(values.people) }),
  callers: values.callers === undefined ? [] : ((await readJson<Caller[]>(values.callers)) ?? []),
  dataDay: addDays(today, -1),
  slowMs: Number(values['slow-ms']),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void platform.close().then(() => process.exit(0));
  });
}
console.log(JSON.stringify({ listening: platform.port }));
