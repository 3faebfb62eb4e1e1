/** What the browsers are told, as data. Each system's files are this in another form. */

/**
 * @typedef {object} Office
 * @property {string} id Chromium's name of the extension
 * @property {string} addonId Firefox's
 * @property {string} version
 * @property {string} updateUrl of updates.xml; everything else in `server/` lies beside it
 * @property {import('./config.mjs').OfficeConfig} config
 *
 * @typedef {{ [key: string]: PolicyValue }} Policy
 * @typedef {string | number | string[] | { [key: string]: PolicyValue }} PolicyValue
 */

/** Exactly what `extension/public/managed-schema.json` knows: Chromium drops anything else. @returns {Policy} */
export const settingsOf = (/** @type {Office} */ { config }) => ({
  gatewayUrl: config.gatewayUrl,
  issuer: config.issuer,
  clientId: config.clientId,
  listRoot: { vkeys: config.listRoot.vkeys, threshold: config.listRoot.threshold },
  ...(config.language && { language: config.language }),
  ...(config.introduce && { introduce: config.introduce }),
});

/** A policy's host has neither path nor port. @param {string} address */
const host = (address) => `${new URL(address).protocol}//${new URL(address).hostname}`;

/**
 * The hosts are pinned here a second time, beside the build: an update of a forced extension asks nobody, so that without
 * the pin whoever gets at key or update server could let it read every page. The provider's host stands among the allowed
 * ones because sign-in talks to it; it gives the extension nothing that the build does not.
 * @param {Office} office
 * @returns {Policy}
 */
const extensionSettings = ({ updateUrl, config }) => ({
  installation_mode: 'force_installed',
  update_url: updateUrl,
  runtime_blocked_hosts: ['*://*'],
  runtime_allowed_hosts: [...new Set([config.gatewayUrl, config.issuer, ...config.origins].map(host))].sort(),
});

/** The button that says what is owed stays in sight; the two browsers name it differently. @type {Record<string, Policy>} */
const PINNED = { chrome: { toolbar_pin: 'force_pinned' }, edge: { toolbar_state: 'force_shown' } };

/** @param {Office} office @param {'chrome' | 'edge'} browser @returns {Policy} */
export const installOf = (office, browser) => ({ ...extensionSettings(office), ...PINNED[browser] });

/** Chrome's, Chromium's or Edge's policy file on Linux. @param {Office} office @param {'chrome' | 'edge'} browser */
export const chromiumPolicy = (office, browser) => ({
  ExtensionSettings: { [office.id]: installOf(office, browser) },
  '3rdparty': { extensions: { [office.id]: settingsOf(office) } },
});

/** @param {Office} office */
export const firefoxPolicy = (office) => ({
  ExtensionSettings: {
    [office.addonId]: {
      installation_mode: 'force_installed',
      install_url: besides(office, 'duecheck.xpi'),
      default_area: 'navbar',
    },
  },
  '3rdparty': { Extensions: { [office.addonId]: settingsOf(office) } },
});

/** @param {Pick<Office, 'updateUrl'>} office @param {string} name */
export const besides = ({ updateUrl }, name) => new URL(name, updateUrl).href;
