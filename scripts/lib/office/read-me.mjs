/** What lies on top of the folder: whoever runs the machines may have nothing but it. */
import { createHash } from 'node:crypto';

/** @typedef {import('./policy.mjs').Office} Office */

/** Where the provider sends the clerk back to; it has to know both. @param {Office} office */
export const redirectsOf = ({ id, addonId }) => [
  `https://${id}.chromiumapp.org/`,
  `https://${createHash('sha1').update(addonId).digest('hex')}.extensions.allizom.org/`,
];

/** @param {Office} office @param {{ path: string, goes: string }[]} files */
export function readMe(office, files) {
  const [chromium, firefox] = redirectsOf(office);
  const widest = Math.max(...files.map(({ path }) => path.length));
  return `Duecheck ${office.version}, the build of one office. docs/rollout.md of the source explains each step.

Chrome, Edge, Chromium know it as   ${office.id}
Firefox knows it as                 ${office.addonId}

Redirect addresses for client ${office.config.clientId} at ${office.config.issuer}:
  ${chromium}
  ${firefox}   (Firefox)

${files.map(({ path, goes }) => `${path.padEnd(widest)}  ${goes}`).join('\n')}

Firefox installs only what Mozilla has signed. Have firefox/duecheck-unsigned.xpi signed (addons.mozilla.org, unlisted) and
put what comes back beside updates.xml as duecheck.xpi. Only Firefox ESR, Developer Edition and Nightly can be told to take
an unsigned one (xpinstall.signatures.required = false).

An office that already sets ExtensionSettings, or a policies.json, puts this folder's entries into its own.
`;
}
