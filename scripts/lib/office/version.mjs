/** A browser fetches what has a higher version than it has, and nothing else. */
import { Failure } from '../failure.mjs';

/** Chromium's rule, and within Firefox's. @param {string} text @throws {Failure} `version` */
export function checkVersion(text) {
  const parts = text.split('.');
  if (parts.length <= 4 && parts.every((part) => /^(0|[1-9]\d{0,4})$/.test(part) && Number(part) <= 65535)) return;
  throw new Failure('version', `${text} is no version: one to four numbers up to 65535 with dots, such as 0.1.0.2.`);
}

/** @param {string} version */
const numbers = (version) => [...version.split('.').map(Number), 0, 0, 0].slice(0, 4);

/** @param {string} version @param {string} other */
export function isAbove(version, other) {
  const [a, b] = [numbers(version), numbers(other)];
  const at = [0, 1, 2, 3].find((place) => a[place] !== b[place]);
  return at !== undefined && Number(a[at]) > Number(b[at]);
}

/** Four numbers: the office counts in the fourth, releases in the first three. @example nextAfter('0.1.0') // '0.1.0.1' */
export function nextAfter(/** @type {string} */ version) {
  const [major, minor, patch, build] = numbers(version);
  return [major, minor, patch, Number(build) + 1].join('.');
}
