/** Every form holds the same: what is asserted of one browser's file must be read back from each other's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { OfficeConfig } from '../../../../scripts/lib/office/config.mjs';
import { officeFiles } from '../../../../scripts/lib/office/files.mjs';
import { asPolicy, importRegistry, type Tree } from './read-registry.ts';
import { anyConfig, CONFIG, officeOf } from './sample.ts';

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../extension/public/managed-schema.json'), 'utf8'),
);
const NOTHING = new Uint8Array();

function filesOf(config: OfficeConfig) {
  const office = officeOf(config);
  const files = new Map(officeFiles(office, { crx: NOTHING, xpi: NOTHING }).map(({ path, bytes }) => [path, bytes]));
  const text = (path: string) => String(files.get(path));
  return {
    ...office,
    files,
    json: (path: string) => JSON.parse(text(path)),
    plist: (path: string) => parse(text(path)) as never,
  };
}
type Files = ReturnType<typeof filesOf>;

const wanted = ({ origins: _, ...settings }: OfficeConfig) => settings;
const linux = ({ json }: Files, folder: string) => json(`linux/etc/${folder}/policies/managed/duecheck.json`);
const ROOTS = { chrome: 'Google\\Chrome', edge: 'Microsoft\\Edge' };

/** What Windows hands the browser after the file was imported. */
function windows({ files }: Files, browser: 'chrome' | 'edge', before?: Tree) {
  const path = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${ROOTS[browser]}`.split('\\');
  const tree = importRegistry(files.get(`windows/${browser}.reg`) as Uint8Array, before);
  return asPolicy(path.reduce((at, name) => at[name] as Tree, tree)) as ReturnType<typeof linux>;
}

interface Payload {
  readonly PayloadType: string;
  readonly PayloadUUID: string;
  readonly [key: string]: unknown;
}

function macos({ plist }: Files, browser: string) {
  const { PayloadContent } = plist(`macos/${browser}.mobileconfig`) as { PayloadContent: Payload[] };
  return Object.fromEntries(
    PayloadContent.map(({ PayloadType, PayloadVersion, PayloadIdentifier, PayloadUUID, ...content }) => [
      PayloadType,
      content,
    ]),
  ) as Record<string, unknown>;
}

describe('the settings of any office', () => {
  it('are the same in every file, for every browser and system', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        const files = filesOf(config);
        const { id, addonId } = files;
        for (const folder of ['opt/chrome', 'opt/edge', 'chromium'])
          expect(linux(files, folder)['3rdparty'].extensions[id]).toEqual(wanted(config));
        for (const browser of ['chrome', 'edge'] as const)
          expect(windows(files, browser)['3rdparty'].extensions[id].policy).toEqual(wanted(config));
        expect(macos(files, 'chrome')[`com.google.Chrome.extensions.${id}`]).toEqual(wanted(config));
        expect(macos(files, 'edge')[`com.microsoft.Edge.extensions.${id}`]).toEqual(wanted(config));
        const { policies } = files.json('firefox/policies.json');
        expect(policies['3rdparty'].Extensions[addonId]).toEqual(wanted(config));
        expect(macos(files, 'firefox')['org.mozilla.firefox']).toEqual({
          EnterprisePoliciesEnabled: true,
          ...policies,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('fit the schema of the extension, and name nothing that it does not know', () => {
    const schema = z.fromJSONSchema(SCHEMA);
    fc.assert(
      fc.property(anyConfig, (config) => {
        const settings = linux(filesOf(config), 'chromium')['3rdparty'].extensions[officeOf(config).id];
        expect(schema.safeParse(settings).success).toBe(true);
        expect(Object.keys(SCHEMA.properties)).toEqual(expect.arrayContaining(Object.keys(settings)));
        expect(Object.keys(SCHEMA.properties.listRoot.properties).sort()).toEqual(
          Object.keys(settings.listRoot).sort(),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('can name each setting that the schema knows', () => {
    const settings = linux(filesOf(CONFIG), 'chromium')['3rdparty'].extensions[officeOf(CONFIG).id];
    expect(Object.keys(settings).sort()).toEqual(Object.keys(SCHEMA.properties).sort());
  });
});

describe('the forced installation', () => {
  const files = filesOf(CONFIG);
  const install = linux(files, 'opt/chrome').ExtensionSettings[files.id];

  it('acts on gateway, provider and bound systems, and on no other host', () => {
    expect(install).toEqual({
      installation_mode: 'force_installed',
      update_url: 'https://duecheck.example/extension/updates.xml',
      toolbar_pin: 'force_pinned',
      runtime_blocked_hosts: ['*://*'],
      runtime_allowed_hosts: [
        'http://titles.intranet',
        'https://duecheck.example',
        'https://hiring.example',
        'https://login.example',
      ],
    });
  });

  it('is the same on the three systems', () => {
    expect(windows(files, 'chrome').ExtensionSettings).toEqual({ [files.id]: install });
    expect(macos(files, 'chrome')['com.google.Chrome']).toEqual({ ExtensionSettings: { [files.id]: install } });
    expect(linux(files, 'chromium')).toEqual(linux(files, 'opt/chrome'));
    expect(windows(files, 'edge').ExtensionSettings).toEqual(linux(files, 'opt/edge').ExtensionSettings);
    expect(macos(files, 'edge')['com.microsoft.Edge']).toEqual({
      ExtensionSettings: linux(files, 'opt/edge').ExtensionSettings,
    });
  });

  it('of Firefox names the signed file, not the unsigned one', () => {
    expect(files.json('firefox/policies.json').policies.ExtensionSettings[files.addonId]).toEqual({
      installation_mode: 'force_installed',
      install_url: 'https://duecheck.example/extension/duecheck.xpi',
      default_area: 'navbar',
    });
  });
});

describe('a registry file', () => {
  const three = filesOf({ ...CONFIG, listRoot: { vkeys: [...CONFIG.listRoot.vkeys, 'third'], threshold: 2 } });
  const two = filesOf(CONFIG);
  const imported = importRegistry(three.files.get('windows/chrome.reg') as Uint8Array);

  it('that is imported over an older one leaves no signer behind', () => {
    expect(windows(two, 'chrome', imported)['3rdparty'].extensions[two.id].policy).toEqual(wanted(CONFIG));
  });

  it('has numbers as numbers', () => {
    const text = Buffer.from(two.files.get('windows/edge.reg') as Uint8Array).toString('utf16le');
    expect(text).toContain('"threshold"=dword:00000002\r\n');
  });

  it('leaves other extensions alone, and so does the one that takes it back', () => {
    const policies = ['HKEY_LOCAL_MACHINE', 'SOFTWARE', 'Policies', 'Google', 'Chrome'];
    const others = {
      ExtensionSettings: { other: { installation_mode: 'blocked' } },
      '3rdparty': { extensions: { other: {} } },
    };
    const machine = policies.reduceRight<Tree>((inner, name) => ({ [name]: inner }), others);
    const after = importRegistry(two.files.get('windows/chrome.reg') as Uint8Array, machine);
    expect(after).not.toEqual(machine);
    expect(importRegistry(two.files.get('windows/chrome-remove.reg') as Uint8Array, after)).toEqual(machine);
  });
});

describe('a configuration profile', () => {
  it('takes the place of an older one, and shares no number with another', () => {
    const numbers = (config: OfficeConfig) =>
      ['chrome', 'edge', 'firefox'].flatMap((browser) => {
        const profile = filesOf(config).plist(`macos/${browser}.mobileconfig`) as Payload & {
          PayloadContent: Payload[];
        };
        return [profile, ...profile.PayloadContent].map(({ PayloadUUID }) => PayloadUUID);
      });
    expect(numbers({ ...CONFIG, language: 'en' })).toEqual(numbers(CONFIG));
    expect(new Set(numbers(CONFIG)).size).toBe(8);
  });
});

describe('the update lists', () => {
  const files = filesOf(CONFIG);

  it('offer the version, from beside themselves', () => {
    expect(String(files.files.get('server/updates.xml'))).toContain(
      '<updatecheck codebase="https://duecheck.example/extension/duecheck.crx" version="0.1.0.2"',
    );
    expect(files.json('server/updates.json').addons[files.addonId].updates).toEqual([
      { version: '0.1.0.2', update_link: 'https://duecheck.example/extension/duecheck.xpi' },
    ]);
  });
});
