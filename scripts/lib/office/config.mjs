/** What an office may write into office.json. Every fault is named by field and code, all of them at once. */
import { Origin } from '@duecheck/core/contract';
import { noteVerifier, portableSuite } from '@duecheck/core/register';
import { Failure } from '../failure.mjs';

/**
 * @typedef {object} OfficeConfig
 * @property {string} gatewayUrl
 * @property {string} issuer
 * @property {string} clientId
 * @property {{ vkeys: string[], threshold: number }} listRoot
 * @property {string[]} origins of the bound systems
 * @property {'zh-CN' | 'en'} [language]
 * @property {'yes' | 'no'} [introduce] `no`: the extension neither introduces itself nor says what is new after an update
 * @property {string} [key] public half of the office's key; checked against the private one where both are there
 * @property {string} [addonId] Firefox's name of the add-on; Mozilla signs each name for one account only
 *
 * @typedef {{ field: string, code: string, why: string }} Fault
 */

/** Chromium reads this many of `runtime_allowed_hosts` and leaves out the others without a word. */
const MOST_HOSTS = 100;

const suite = portableSuite();

/** @param {string} field @param {string} code @param {string} why @returns {Fault[]} */
const fault = (field, code, why) => [{ field, code, why }];

/** `*.localhost` is this machine by RFC 6761; the same hosts as in `extension/worker/oidc.ts`. @param {URL} url */
export const isLoopback = ({ hostname }) => /^([a-z0-9-]+\.)*localhost$|^127\.0\.0\.1$/.test(hostname);

/** @param {unknown} value @param {string} field @returns {Fault[]} */
function transport(value, field) {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null) return fault(field, 'not-an-address', 'must be an address such as https://duecheck.example');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return [];
  return fault(field, 'not-https', 'must begin with https:// (http:// only on this machine)');
}

/** @param {unknown} value @param {string} field @returns {Fault[]} */
function origin(value, field) {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url?.origin === value && Origin.safeParse(value).success) return [];
  const wanted = url && /^https?:$/.test(url.protocol) ? url.origin : 'https://hiring.example';
  return fault(field, 'not-an-origin', `must be scheme, host and port alone, such as ${wanted}`);
}

/** The first fault alone: what is no address is no origin either. @param {Fault[][]} checks */
const first = (...checks) => checks.find((faults) => faults.length > 0) ?? [];

/** @param {unknown} value @returns {Fault[]} */
function listRoot(value) {
  const { vkeys, threshold } = /** @type {{ vkeys?: unknown, threshold?: unknown }} */ (value ?? {});
  if (!Array.isArray(vkeys) || vkeys.length === 0)
    return fault('listRoot.vkeys', 'no-vkeys', 'must name at least one key, or no list is ever used');
  const faults = vkeys.flatMap((vkey, at) =>
    isVkey(vkey) ? [] : fault(`listRoot.vkeys[${at}]`, 'not-a-vkey', 'must be a C2SP verifier key, name+id+key'),
  );
  if (new Set(vkeys).size < vkeys.length)
    faults.push(...fault('listRoot.vkeys', 'vkey-twice', 'names a key twice; one signer counts once'));
  if (!Number.isInteger(threshold) || Number(threshold) < 1)
    faults.push(...fault('listRoot.threshold', 'threshold-too-low', 'must be a whole number from 1'));
  else if (Number(threshold) > vkeys.length)
    faults.push(
      ...fault('listRoot.threshold', 'threshold-too-high', `asks for ${threshold} signatures of ${vkeys.length} keys`),
    );
  return faults;
}

/** @param {unknown} vkey */
function isVkey(vkey) {
  try {
    return typeof vkey === 'string' && noteVerifier(vkey, suite) !== undefined;
  } catch {
    return false;
  }
}

/** @param {unknown} value @returns {Fault[]} */
function origins(value) {
  if (!Array.isArray(value) || value.length === 0)
    return fault('origins', 'no-origins', 'must name at least one bound system, or nothing is ever checked');
  const faults = value.flatMap((one, at) => origin(one, `origins[${at}]`));
  if (new Set(value).size < value.length) faults.push(...fault('origins', 'origin-twice', 'names an origin twice'));
  if (value.length > MOST_HOSTS - 2)
    faults.push(...fault('origins', 'too-many-origins', `must be ${MOST_HOSTS - 2} at most`));
  return faults;
}

/** @type {Record<string, { required: 'yes' | 'no', check: (value: unknown) => Fault[] }>} */
const FIELDS = {
  gatewayUrl: {
    required: 'yes',
    check: (value) => first(transport(value, 'gatewayUrl'), origin(value, 'gatewayUrl')),
  },
  issuer: {
    required: 'yes',
    check: (value) =>
      first(
        transport(value, 'issuer'),
        // OpenID Connect Discovery §3; a name and password would lie readable on every machine.
        /[?#]|^https?:\/\/[^/]*@/.test(String(value))
          ? fault('issuer', 'not-an-issuer', 'must have no query, no fragment, no name or password')
          : [],
      ),
  },
  clientId: {
    required: 'yes',
    // RFC 6749 A.1, without the space: one that came along with copying would only show as a refused sign-in.
    check: (value) =>
      typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value)
        ? []
        : fault('clientId', 'not-a-client-id', 'must be 1 to 200 ASCII characters without spaces'),
  },
  listRoot: { required: 'yes', check: listRoot },
  origins: { required: 'yes', check: origins },
  language: {
    required: 'no',
    check: (value) =>
      value === 'zh-CN' || value === 'en' ? [] : fault('language', 'not-a-language', 'must be zh-CN or en'),
  },
  introduce: {
    required: 'no',
    check: (value) =>
      value === 'yes' || value === 'no' ? [] : fault('introduce', 'not-yes-or-no', 'must be yes or no'),
  },
  key: {
    required: 'no',
    check: (value) => (typeof value === 'string' ? [] : fault('key', 'not-a-key', 'must be a public key in base64')),
  },
  addonId: {
    required: 'no',
    // The two forms that Firefox takes; 80 characters are its limit.
    check: (value) =>
      typeof value === 'string' &&
      value.length <= 80 &&
      /^([a-z0-9-._]*@[a-z0-9-._]+|\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$/i.test(value)
        ? []
        : fault('addonId', 'not-an-addon-id', 'must look like duecheck@office.example'),
  },
};

export const KNOWN_FIELDS = Object.keys(FIELDS);

/** @param {unknown} config @returns {Fault[]} */
export function findFaults(config) {
  if (config === null || typeof config !== 'object' || Array.isArray(config))
    return fault('office.json', 'not-an-object', 'must be one JSON object');
  const given = /** @type {Record<string, unknown>} */ (config);
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(FIELDS, field));
  return [
    ...Object.entries(FIELDS).flatMap(([field, { required, check }]) => {
      if (given[field] !== undefined) return check(given[field]);
      return required === 'yes' ? fault(field, 'missing', 'is missing') : [];
    }),
    ...unknown.flatMap((field) => fault(field, 'unknown-field', `is no field; known are ${KNOWN_FIELDS.join(', ')}`)),
  ];
}

/**
 * @param {string} text
 * @returns {OfficeConfig}
 * @throws {Failure} `office-config`, a line a fault
 */
export function readOfficeConfig(text) {
  let config;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw new Failure('office-config', `office.json: is no JSON: ${/** @type {Error} */ (error).message} [not-json]`);
  }
  const faults = findFaults(config);
  if (faults.length > 0)
    throw new Failure(
      'office-config',
      faults.map(({ field, code, why }) => `${field}: ${why} [${code}]`).join('\n'),
      'Nothing was written. docs/rollout.md explains the fields.',
    );
  return config;
}
