/** Where the browsers look for a newer version. */
import { besides } from './policy.mjs';

/** @typedef {import('./policy.mjs').Office} Office */

const escaped = (/** @type {string} */ text) =>
  text.replace(/[&<>"']/g, (mark) => `&#${/** @type {number} */ (mark.codePointAt(0))};`);

/** Chrome, Chromium, Edge. @param {Office} office */
export const updatesXml = (office) => `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${office.id}">
    <updatecheck codebase="${escaped(besides(office, 'duecheck.crx'))}" version="${office.version}" prodversionmin="109"/>
  </app>
</gupdate>
`;

/** Firefox. @param {Office} office */
export const updatesJson = (office) => ({
  addons: {
    [office.addonId]: { updates: [{ version: office.version, update_link: besides(office, 'duecheck.xpi') }] },
  },
});

/** The version that a list offers; null where it is no list of ours. @param {string} xml */
export const offeredIn = (xml) => /<updatecheck [^>]*version="([0-9.]+)"/.exec(xml)?.[1] ?? null;
