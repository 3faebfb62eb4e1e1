/** macOS: a configuration profile a browser, for the office's MDM. */
import { createHash } from 'node:crypto';
import { build } from 'plist';
import { firefoxPolicy, installOf, settingsOf } from './policy.mjs';

/** @typedef {import('./policy.mjs').Office} Office */
/** @typedef {import('./policy.mjs').Policy} Policy */

const CHROMIUM = {
  chrome: { name: 'Google Chrome', domain: 'com.google.Chrome' },
  edge: { name: 'Microsoft Edge', domain: 'com.microsoft.Edge' },
};

/** An extension's settings are a domain of their own, after the browser's. @param {Office} office @param {'chrome' | 'edge'} browser */
export function chromiumProfile(office, browser) {
  const { name, domain } = CHROMIUM[browser];
  return profile(office, browser, name, {
    [domain]: { ExtensionSettings: { [office.id]: installOf(office, browser) } },
    [`${domain}.extensions.${office.id}`]: settingsOf(office),
  });
}

/** @param {Office} office */
export const firefoxProfile = (office) =>
  profile(office, 'firefox', 'Firefox', {
    'org.mozilla.firefox': { EnterprisePoliciesEnabled: true, ...firefoxPolicy(office) },
  });

/**
 * @param {Office} office
 * @param {string} browser
 * @param {string} name
 * @param {Record<string, Record<string, unknown>>} domains
 */
function profile(office, browser, name, domains) {
  const identifier = `duecheck.${office.id}.${browser}`;
  return build(
    /** @type {any} */ ({
      ...payload('Configuration', identifier),
      PayloadDisplayName: `Duecheck for ${name}`,
      PayloadScope: 'System',
      PayloadContent: Object.entries(domains).map(([domain, content]) => ({
        ...payload(domain, `${identifier}.${domain}`),
        ...content,
      })),
    }),
  );
}

/** The same name and number each time, so that a newer profile takes the older one's place. @param {string} type @param {string} identifier */
const payload = (type, identifier) => ({
  PayloadType: type,
  PayloadVersion: 1,
  PayloadIdentifier: identifier,
  PayloadUUID: uuidOf(identifier),
});

/** RFC 9562, version 8. @param {string} name */
function uuidOf(name) {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x80;
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    .toUpperCase();
}
