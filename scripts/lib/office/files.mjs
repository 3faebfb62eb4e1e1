/** The folder's table of contents: every file, where it goes, what is in it. The page and README.txt follow this list. */
import { chromiumPolicy, firefoxPolicy } from './policy.mjs';
import { chromiumProfile, firefoxProfile } from './profile.mjs';
import { registryOf, registryRemoval } from './registry.mjs';
import { updatesJson, updatesXml } from './update-lists.mjs';

/**
 * @typedef {import('./policy.mjs').Office} Office
 * @typedef {{ path: string, goes: string, bytes: string | Uint8Array }} OfficeFile
 */

/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * @param {Office} office
 * @param {{ crx: Uint8Array, xpi: Uint8Array }} packed
 * @returns {OfficeFile[]}
 */
export function officeFiles(office, { crx, xpi }) {
  const managed = (/** @type {string} */ folder, /** @type {'chrome' | 'edge'} */ browser) => ({
    path: `linux/etc/${folder}/policies/managed/duecheck.json`,
    goes: `Linux: /etc/${folder}/policies/managed/duecheck.json`,
    bytes: json(chromiumPolicy(office, browser)),
  });
  return [
    { path: 'server/updates.xml', goes: `web server: ${office.updateUrl}`, bytes: updatesXml(office) },
    { path: 'server/duecheck.crx', goes: 'web server: beside updates.xml', bytes: crx },
    { path: 'server/updates.json', goes: 'web server: beside updates.xml', bytes: json(updatesJson(office)) },
    {
      path: 'firefox/duecheck-unsigned.xpi',
      goes: 'to be signed; what comes back goes beside updates.xml as duecheck.xpi',
      bytes: xpi,
    },
    {
      path: 'firefox/policies.json',
      goes: 'Linux: /etc/firefox/policies/; Windows: distribution beside firefox.exe; macOS: Firefox.app/Contents/Resources/distribution',
      bytes: json({ policies: firefoxPolicy(office) }),
    },
    managed('opt/chrome', 'chrome'),
    managed('opt/edge', 'edge'),
    managed('chromium', 'chrome'),
    {
      path: 'windows/chrome.reg',
      goes: 'Windows: import as administrator, or by Group Policy',
      bytes: registryOf(office, 'chrome'),
    },
    {
      path: 'windows/edge.reg',
      goes: 'Windows: import as administrator, or by Group Policy',
      bytes: registryOf(office, 'edge'),
    },
    {
      path: 'windows/chrome-remove.reg',
      goes: 'Windows: takes chrome.reg back',
      bytes: registryRemoval(office, 'chrome'),
    },
    { path: 'windows/edge-remove.reg', goes: 'Windows: takes edge.reg back', bytes: registryRemoval(office, 'edge') },
    { path: 'macos/chrome.mobileconfig', goes: 'macOS: by MDM', bytes: chromiumProfile(office, 'chrome') },
    { path: 'macos/edge.mobileconfig', goes: 'macOS: by MDM', bytes: chromiumProfile(office, 'edge') },
    {
      path: 'macos/firefox.mobileconfig',
      goes: 'macOS: by MDM, instead of policies.json',
      bytes: firefoxProfile(office),
    },
  ];
}
