/** GATE_TABLE=write vitest run --project e2e test/e2e/extension/gate-table-firefox.test.ts */
import { findFirefox } from '../../../scripts/lib/firefox.mjs';
import { openFirefoxDesk } from './support/firefox-desk.ts';
import { tryEveryWay } from './support/gate-table.ts';

tryEveryWay('Firefox', openFirefoxDesk, { skip: findFirefox() === undefined });
