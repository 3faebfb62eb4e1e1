import fc from 'fast-check';
import type { OfficeConfig } from '../../../../scripts/lib/office/config.mjs';
import { extensionId } from '../../../../scripts/office-build.mjs';
import { makeSigner } from '../../../e2e/extension/support/lists.ts';

const SIGNERS = ['office.example/one', 'office.example/two', 'locked\\"box"', '信用办.example/三'].map(makeSigner);

export const CONFIG: OfficeConfig = {
  gatewayUrl: 'https://duecheck.example',
  issuer: 'https://login.example/realms/office',
  clientId: 'duecheck-extension',
  listRoot: { vkeys: SIGNERS.slice(0, 2).map(({ vkey }) => vkey), threshold: 2 },
  language: 'zh-CN',
  introduce: 'no',
  origins: ['https://hiring.example', 'http://titles.intranet:8080'],
};

export const officeOf = (config: OfficeConfig) => ({
  id: extensionId(),
  addonId: 'duecheck@office.example',
  version: '0.1.0.2',
  updateUrl: 'https://duecheck.example/extension/updates.xml',
  config,
});

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.example`);
const origin = fc
  .tuple(fc.constantFrom('http', 'https'), host, fc.option(fc.integer({ min: 1024, max: 65535 }), { nil: undefined }))
  .map(([scheme, name, port]) => `${scheme}://${name}${port === undefined ? '' : `:${port}`}`);

/** What an office may write. */
export const anyConfig: fc.Arbitrary<OfficeConfig> = fc.record(
  {
    gatewayUrl: host.map((name) => `https://${name}`),
    issuer: fc.tuple(host, fc.webPath()).map(([name, path]) => `https://${name}${path}`),
    clientId: fc.stringMatching(/^[\x21-\x7e]{1,60}$/),
    listRoot: fc.subarray(SIGNERS, { minLength: 1 }).chain((some) =>
      fc.record({
        vkeys: fc.constant(some.map(({ vkey }) => vkey)),
        threshold: fc.integer({ min: 1, max: some.length }),
      }),
    ),
    language: fc.constantFrom('zh-CN' as const, 'en' as const),
    introduce: fc.constantFrom('yes' as const, 'no' as const),
    origins: fc.uniqueArray(origin, { minLength: 1, maxLength: 20 }),
  },
  { requiredKeys: ['gatewayUrl', 'issuer', 'clientId', 'listRoot', 'origins'] },
);
