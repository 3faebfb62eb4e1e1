import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type AeadPort, portableSuite } from '@duecheck/core/register';
import { expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { vectors } from './make-vectors.ts';

const committed = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'));

it.each([
  ['node:crypto', intl1],
  ['noble and WebCrypto', portableSuite(webcrypto.subtle as unknown as AeadPort)],
])('builds the committed entries, byte for byte, on %s (invariant 17)', async (_, suite) => {
  expect(await vectors(suite)).toEqual(committed);
});
