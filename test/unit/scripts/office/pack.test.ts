import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkVersion, isAbove, nextAfter } from '../../../../scripts/lib/office/version.mjs';
import { extensionId } from '../../../../scripts/office-build.mjs';
import { packOffice } from '../../../../scripts/office-pack.mjs';
import { CONFIG } from './sample.ts';

/** Made once: a key costs up to seconds on a busy machine. */
const PEM = String(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-pack-test-'));
  writeFileSync(at('office.pem'), PEM, { mode: 0o600 });
  // A release as small as can be: what browsers make of the real one is asked in test/e2e/extension/managed.test.ts.
  const manifest = { manifest_version: 3, version: '0.1.0', optional_host_permissions: ['https://*/*'] };
  const gecko = { id: 'duecheck@duecheck.example', strict_min_version: '128.0' };
  for (const [name, more] of Object.entries({ chrome: {}, firefox: { browser_specific_settings: { gecko } } })) {
    mkdirSync(join(folder, `dist/${name}-mv3/icon`), { recursive: true });
    writeFileSync(join(folder, `dist/${name}-mv3/manifest.json`), JSON.stringify({ ...manifest, ...more }));
    writeFileSync(join(folder, `dist/${name}-mv3/icon/16.png`), 'icon');
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...path: string[]) => join(folder, ...path);
const pack = (more: Partial<Parameters<typeof packOffice>[0]> = {}) =>
  packOffice({
    config: CONFIG,
    keyFile: at('office.pem'),
    updateUrl: 'https://duecheck.example/extension/updates.xml',
    out: at('out'),
    from: at('dist'),
    ...more,
  });
const unpacked = (path: string) => {
  const bytes = readFileSync(at('out', path));
  const files = unzipSync(new Uint8Array(bytes.subarray(bytes.indexOf('PK\x03\x04'))));
  return (name: string) => JSON.parse(strFromU8(files[name] as Uint8Array));
};

describe('the office’s key', () => {
  it('is made where there is none, for its owner alone, and is told of loudly', { timeout: 60_000 }, async () => {
    rmSync(at('office.pem'));
    const { id, notes } = await pack();
    const pem = readFileSync(at('office.pem'), 'utf8');
    if (process.platform !== 'win32') expect(statSync(at('office.pem')).mode & 0o777).toBe(0o600);
    expect(id).toBe(extensionId(createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64')));
    expect(notes.join()).toMatch(/^KEEP .*office\.pem/);
  });

  it('stays: a second run makes the same extension, byte for byte, and warns of nothing', async () => {
    const first = await pack();
    const crx = readFileSync(at('out/server/duecheck.crx'));
    expect(await pack()).toEqual({ ...first, notes: [] });
    expect(readFileSync(at('out/server/duecheck.crx')).equals(crx)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('that others can read is said to be', async () => {
    await pack();
    chmodSync(at('office.pem'), 0o644);
    expect((await pack()).notes.join()).toContain('chmod 600');
  });

  it('never lies in the folder that is handed out', async () => {
    await expect(pack({ keyFile: at('out/office.pem') })).rejects.toMatchObject({ code: 'key-in-folder' });
    await expect(pack({ out: folder })).rejects.toMatchObject({ code: 'key-in-folder' });
    expect(existsSync(at('out'))).toBe(false);
  });

  it.each([
    ['key-unreadable', 'no key'],
    ['key-not-rsa', String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))],
  ])('is refused as %s, and left as it was', async (code, pem) => {
    writeFileSync(at('office.pem'), pem);
    await expect(pack()).rejects.toMatchObject({ code });
    expect(readFileSync(at('office.pem'), 'utf8')).toBe(pem);
  });

  it('must be the one that office.json names', async () => {
    await expect(pack({ config: { ...CONFIG, key: 'another' } })).rejects.toMatchObject({ code: 'key-differs' });
  });
});

describe('the folder', () => {
  it('holds what the run says, and no private key', async () => {
    const { files } = await pack();
    const there = readdirSync(at('out'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(there.length).toBe(files.length);
    expect(files.every((path) => existsSync(at('out', path)))).toBe(true);
    expect(there.some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('PRIVATE KEY'))).toBe(false);
  });

  it('names in README.txt every file, both ids and both redirect addresses', async () => {
    const { files, id, redirects } = await pack({ config: { ...CONFIG, addonId: 'duecheck@office.example' } });
    const text = readFileSync(at('out/README.txt'), 'utf8');
    for (const word of [...files.slice(1), ...redirects, id, 'duecheck@office.example']) expect(text).toContain(word);
  });

  it('keeps what the administrator put there', async () => {
    mkdirSync(at('out/server'), { recursive: true });
    writeFileSync(at('out/server/duecheck.xpi'), 'signed');
    await pack();
    expect(readFileSync(at('out/server/duecheck.xpi'), 'utf8')).toBe('signed');
  });
});

describe('the packed extension', () => {
  it('asks for the office’s hosts and can ask for no others', async () => {
    await pack();
    for (const path of ['server/duecheck.crx', 'firefox/duecheck-unsigned.xpi']) {
      const manifest = unpacked(path)('manifest.json');
      expect(manifest.host_permissions).toEqual([
        'http://titles.intranet/*',
        'https://duecheck.example/*',
        'https://hiring.example/*',
      ]);
      expect(manifest).not.toHaveProperty('optional_host_permissions');
    }
  });

  it('knows where its updates are, and its version', async () => {
    await pack({ version: '0.1.0.7', config: { ...CONFIG, addonId: 'duecheck@office.example' } });
    expect(unpacked('server/duecheck.crx')('manifest.json')).toMatchObject({
      version: '0.1.0.7',
      update_url: 'https://duecheck.example/extension/updates.xml',
    });
    expect(unpacked('firefox/duecheck-unsigned.xpi')('manifest.json')).toMatchObject({
      version: '0.1.0.7',
      browser_specific_settings: {
        gecko: {
          id: 'duecheck@office.example',
          strict_min_version: '128.0',
          update_url: 'https://duecheck.example/extension/updates.json',
        },
      },
    });
  });

  it('carries the settings, and neither key nor origins beside them', async () => {
    await pack();
    const { origins: _, ...settings } = CONFIG;
    expect(unpacked('server/duecheck.crx')('office.json')).toEqual(settings);
  });
});

describe('another build under a version that is out there', () => {
  it('is warned of, since no browser would fetch it', async () => {
    await pack();
    const { notes } = await pack({ config: { ...CONFIG, language: 'en' } });
    expect(notes.join()).toContain('--version 0.1.0.1 or higher');
  });

  it('is not, under a higher one', async () => {
    await pack();
    expect((await pack({ config: { ...CONFIG, language: 'en' }, version: '0.1.0.1' })).notes).toEqual([]);
  });
});

describe('what cannot be packed', () => {
  it.each([
    'http://duecheck.example/updates.xml',
    'https://duecheck.example/',
    'https://duecheck.example/updates.xml?a=1',
    'updates.xml',
  ])('has the update address %s', async (updateUrl) => {
    await expect(pack({ updateUrl })).rejects.toMatchObject({ code: 'update-url' });
  });

  it.each(['1.2.3.4.5', '1.02', '1.x', '65536', '', '-1'])('has the version %j', async (version) => {
    expect(() => checkVersion(version)).toThrow(expect.objectContaining({ code: 'version' }));
    await expect(pack({ version })).rejects.toMatchObject({ code: 'version' });
  });

  it('has no build', async () => {
    rmSync(at('office.pem'));
    rmSync(at('dist/firefox-mv3'), { recursive: true });
    await expect(pack()).rejects.toMatchObject({ code: 'no-build' });
    expect([existsSync(at('out')), existsSync(at('office.pem'))]).toEqual([false, false]);
  });
});

it('the command ends badly on a faulty office.json, names field and code, and writes nothing', () => {
  writeFileSync(at('office.json'), JSON.stringify({ ...CONFIG, origins: [] }));
  const options = ['--config', at('office.json'), '--key', at('new.pem'), '--out', at('out')];
  const run = spawnSync(
    process.execPath,
    ['scripts/office-pack.mjs', ...options, '--update-url', 'https://duecheck.example/updates.xml'],
    { encoding: 'utf8' },
  );
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/^origins: .* \[no-origins\]$/m);
  expect(run.stderr).toContain('[duecheck:office-config]');
  expect([existsSync(at('out')), existsSync(at('new.pem'))]).toEqual([false, false]);
});

it('versions go up number by number', () => {
  expect(isAbove('0.1.0.1', '0.1.0')).toBe(true);
  expect(isAbove('0.10', '0.9.9.9')).toBe(true);
  expect(isAbove('0.1.0', '0.1')).toBe(false);
  expect(isAbove('0.1.0', '0.2')).toBe(false);
  expect(nextAfter('0.1.0')).toBe('0.1.0.1');
  expect(nextAfter('0.1.0.9')).toBe('0.1.0.10');
});
