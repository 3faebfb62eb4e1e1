/** GATE_TABLE=write vitest run --project e2e test/e2e/extension/gate-table.test.ts */
import { openChromiumDesk } from './support/chromium-desk.ts';
import { tryEveryWay } from './support/gate-table.ts';

tryEveryWay('Chromium', openChromiumDesk);
