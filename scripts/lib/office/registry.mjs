/**
 * Windows: a file that regedit and Group Policy preferences take. Settings are keys below keys, not one JSON text, so that
 * other extensions' settings stay; lists are values named 1, 2, … (Chromium, registry_dict.cc).
 */
import { installOf, settingsOf } from './policy.mjs';

/** @typedef {import('./policy.mjs').Office} Office */
/** @typedef {import('./policy.mjs').Policy} Policy */
/** @typedef {'chrome' | 'edge'} Browser */

const ROOT = { chrome: 'Google\\Chrome', edge: 'Microsoft\\Edge' };

/** @param {Office} office @param {Browser} browser */
const keysOf = ({ id }, browser) => {
  const root = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${ROOT[browser]}`;
  return { install: `${root}\\ExtensionSettings\\${id}`, settings: `${root}\\3rdparty\\extensions\\${id}` };
};

/**
 * Each key is removed before it is written: importing adds to what is there, and a signer who was taken out of the root
 * would go on being trusted as value 3.
 * @param {Office} office
 * @param {Browser} browser
 */
export function registryOf(office, browser) {
  const { install, settings } = keysOf(office, browser);
  return file([
    `[-${install}]`,
    ...keyLines(install, installOf(office, browser)),
    `[-${settings}]`,
    ...keyLines(`${settings}\\policy`, settingsOf(office)),
  ]);
}

/** @param {Office} office @param {Browser} browser */
export const registryRemoval = (office, browser) =>
  file(Object.values(keysOf(office, browser)).map((key) => `[-${key}]`));

/** @param {string} key @param {Policy} policy @returns {string[]} */
function keyLines(key, policy) {
  const inner = Object.entries(policy).filter(([, value]) => typeof value === 'object');
  const values = Object.entries(policy).filter(([, value]) => typeof value !== 'object');
  return [
    `[${key}]`,
    ...values.map(([name, value]) => `${quote(name)}=${typeof value === 'number' ? dword(value) : quote(`${value}`)}`),
    '',
    ...inner.flatMap(([name, value]) =>
      keyLines(
        `${key}\\${name}`,
        Array.isArray(value)
          ? Object.fromEntries(value.map((item, at) => [`${at + 1}`, item]))
          : /** @type {Policy} */ (value),
      ),
    ),
  ];
}

const quote = (/** @type {string} */ text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const dword = (/** @type {number} */ value) => `dword:${value.toString(16).padStart(8, '0')}`;

/** UTF-16 with its mark: regedit reads a file without one in the machine's code page. @param {string[]} lines */
const file = (lines) =>
  Buffer.from(`\ufeff${['Windows Registry Editor Version 5.00', '', ...lines, ''].join('\r\n')}`, 'utf16le');
