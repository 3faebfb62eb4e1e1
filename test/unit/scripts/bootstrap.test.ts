import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { isSatisfied } from '../../../scripts/lib/dependencies.mjs';
import { checkArchitecture, checkNode } from '../../../scripts/lib/machine.mjs';

const LINUX = { platform: 'linux', arch: 'x64' };

describe('whether npm ci is needed', () => {
  const wanted = {
    '': {},
    core: {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '1.0.0', optional: true },
  };

  it('is not, where everything locked lies there', () => {
    expect(isSatisfied(wanted, { 'node_modules/a': { version: '1.0.0' } }, LINUX)).toBe(true);
  });

  it.each([
    ['nothing lies there', {}],
    ['another version lies there', { 'node_modules/a': { version: '1.0.1' } }],
    [
      'it was installed on another kind of machine',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', os: ['darwin'] } },
    ],
  ])('is, where %s', (_when, found) => {
    expect(isSatisfied(wanted, found, LINUX)).toBe(false);
  });
});

describe('the machine', () => {
  it.each(['16.20.0', '18.14.2'])('must have a newer Node than %s', (version) => {
    expect(() => checkNode(version)).toThrow(expect.objectContaining({ code: 'node-too-old' }));
  });

  it.each(['18.15.0', '20.9.0', '24.1.0'])('may have Node %s', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each([
    ['linux', 'x64', 'musl'],
    ['linux', 's390x', 'glibc'],
    ['freebsd', 'x64', 'none'],
  ])('cannot be %s on %s with %s', (platform, arch, libc) => {
    vi.stubEnv('DATABASE_URL', undefined);
    expect(() => checkArchitecture(platform as 'linux', arch as 'x64', libc)).toThrow(
      expect.objectContaining({ code: 'wrong-architecture' }),
    );
    vi.unstubAllEnvs();
  });
});

describe('the browser', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'duecheck-path-'));
    vi.stubEnv('DUECHECK_BROWSER', undefined);
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const put = (name: string, mode: number) => {
    writeFileSync(join(folder, name), '#!/bin/sh\n');
    chmodSync(join(folder, name), mode);
    return join(folder, name);
  };

  it.runIf(process.platform === 'linux')('is looked for on the PATH, Chromium before others', () => {
    put('google-chrome', 0o755);
    const chromium = put('chromium', 0o755);
    expect(findBrowser()).toBe(chromium);
  });

  it.runIf(process.platform === 'linux')('is missing where nothing on the PATH can be run', () => {
    put('readme', 0o755);
    expect(() => findBrowser()).toThrow(expect.objectContaining({ code: 'no-browser' }));
  });

  it('is the one that DUECHECK_BROWSER names, and no other', () => {
    put('chromium', 0o755);
    const own = put('my-chromium', 0o755);
    vi.stubEnv('DUECHECK_BROWSER', own);
    expect(findBrowser()).toBe(own);
    vi.stubEnv('DUECHECK_BROWSER', join(folder, 'gone'));
    expect(() => findBrowser()).toThrow(expect.objectContaining({ code: 'no-browser' }));
  });

  it('gives up its sandbox only for root', () => {
    expect(browserArgs().includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});
