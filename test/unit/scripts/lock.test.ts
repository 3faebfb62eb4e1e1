import { describe, expect, it } from 'vitest';
import { missingFrom, platformOf } from '../../../scripts/lock.mjs';

const tool = { version: '2.0.0', optionalDependencies: { '@t/linux-x64': '2.0.0', '@t/win32-x64': '2.0.0' } };
const linux = { version: '2.0.0', os: ['linux'], cpu: ['x64'] };

describe('packages that a lock file lacks', () => {
  it('names those of other platforms, with a sibling to learn from', () => {
    const missing = missingFrom({ 'node_modules/tool': tool, 'node_modules/@t/linux-x64': linux });
    expect(missing).toEqual([{ name: '@t/win32-x64', version: '2.0.0', sibling: linux }]);
  });

  it('finds a package beside its user and above it', () => {
    const packages = {
      'node_modules/a/node_modules/tool': tool,
      'node_modules/a/node_modules/@t/linux-x64': linux,
      'node_modules/@t/win32-x64': { ...linux, os: ['win32'] },
    };
    expect(missingFrom(packages)).toEqual([]);
  });
});

describe('the platform in a name', () => {
  it.each([
    ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@oxc-parser/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
    ['yaml', undefined],
  ])('%s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});
