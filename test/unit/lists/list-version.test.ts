import { expect, it } from 'vitest';
import { isOlder } from '../../../core/lists/index.ts';

it.each([
  ['2026.11.2', '2026.11.10', true],
  ['2026.11.10', '2026.11.2', false],
  ['2026.11', '2026.11.1', true],
  ['2026-11-01', '2026-11-01', false],
  ['3', '2', false],
  // Without an order nothing is older: the signatures alone decide.
  ['demo-1a', 'demo-2b', false],
])('%s beside %s in use: older is %s', (version, inUse, expected) => expect(isOlder(version, inUse)).toBe(expected));
