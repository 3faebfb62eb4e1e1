import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFaults, readOfficeConfig } from '../../../../scripts/lib/office/config.mjs';
import { anyConfig, CONFIG } from './sample.ts';

const [one, two] = CONFIG.listRoot.vkeys as [string, string];
const root = (vkeys: readonly unknown[], threshold: unknown) => ({ listRoot: { vkeys, threshold } });
const twisted = one.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));

describe('office.json', () => {
  it('is taken as an office may write it', () => {
    fc.assert(fc.property(anyConfig, (config) => void expect(findFaults(config)).toEqual([])));
  });

  it('may name a gateway and a provider on this machine without https', () => {
    const local = { gatewayUrl: 'http://127.0.0.1:8080', issuer: 'http://login.localhost:9000' };
    expect(findFaults({ ...CONFIG, ...local })).toEqual([]);
  });

  it.each([
    ['gatewayUrl', 'not-an-address', { gatewayUrl: 'duecheck.example' }],
    ['gatewayUrl', 'not-https', { gatewayUrl: 'http://duecheck.example' }],
    ['gatewayUrl', 'not-https', { gatewayUrl: 'http://localhost.example' }],
    ['gatewayUrl', 'not-an-origin', { gatewayUrl: 'https://duecheck.example/' }],
    ['gatewayUrl', 'not-an-origin', { gatewayUrl: 'https://duecheck.example/v1' }],
    ['gatewayUrl', 'missing', { gatewayUrl: undefined }],
    ['issuer', 'not-https', { issuer: 'http://login.example' }],
    ['issuer', 'not-an-address', { issuer: 7 }],
    ['issuer', 'not-an-issuer', { issuer: 'https://login.example/?realm=office' }],
    ['issuer', 'not-an-issuer', { issuer: 'https://name:word@login.example' }],
    ['clientId', 'not-a-client-id', { clientId: '' }],
    ['clientId', 'not-a-client-id', { clientId: 'two\r\nlines' }],
    ['clientId', 'not-a-client-id', { clientId: 'duecheck ' }],
    ['listRoot.vkeys', 'no-vkeys', root([], 1)],
    ['listRoot.vkeys', 'no-vkeys', { listRoot: null }],
    ['listRoot.vkeys[1]', 'not-a-vkey', root([one, 'office.example/two'], 1)],
    ['listRoot.vkeys[0]', 'not-a-vkey', root([twisted], 1)],
    ['listRoot.vkeys', 'vkey-twice', root([one, one], 2)],
    ['listRoot.threshold', 'threshold-too-low', root([one, two], 0)],
    ['listRoot.threshold', 'threshold-too-low', root([one, two], '2')],
    ['listRoot.threshold', 'threshold-too-high', root([one, two], 3)],
    ['origins', 'no-origins', { origins: [] }],
    ['origins', 'origin-twice', { origins: ['https://a.example', 'https://a.example'] }],
    ['origins', 'too-many-origins', { origins: Array.from({ length: 99 }, (_, n) => `https://h${n}.example`) }],
    ['origins[0]', 'not-an-origin', { origins: ['https://*.example'] }],
    ['origins[1]', 'not-an-origin', { origins: ['https://a.example', 'https://b.example/login'] }],
    ['origins[0]', 'not-an-origin', { origins: ['https://a.example:443'] }],
    ['origins[0]', 'not-an-origin', { origins: ['file:///etc'] }],
    ['language', 'not-a-language', { language: 'zh' }],
    ['introduce', 'not-yes-or-no', { introduce: true }],
    ['addonId', 'not-an-addon-id', { addonId: 'duecheck' }],
    ['orgins', 'unknown-field', { orgins: ['https://hiring.example'] }],
    ['constructor', 'unknown-field', { constructor: 1 }],
  ])('is refused, naming %s with %s', (field, code, change) => {
    const faults = findFaults({ ...CONFIG, ...change });
    expect(faults.map((fault) => [fault.field, fault.code])).toEqual([[field, code]]);
  });

  it('tells all its faults at once', () => {
    const text = JSON.stringify({ ...CONFIG, gatewayUrl: 'http://x.example', origins: [], language: 'de' });
    expect(() => readOfficeConfig(text)).toThrow(
      expect.objectContaining({
        code: 'office-config',
        message: expect.stringMatching(/^gatewayUrl: .*\norigins: .*\nlanguage: .*\[not-a-language\]$/),
      }),
    );
  });

  it.each(['', '{', '[]', 'null', '"x"'])('is refused where it is no JSON object: %s', (text) => {
    expect(() => readOfficeConfig(text)).toThrow(expect.objectContaining({ code: 'office-config' }));
  });
});
