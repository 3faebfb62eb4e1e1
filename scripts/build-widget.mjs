/**
 * Builds the widget: what its origin serves (`widget/dist/hosted`), and with `--package` the npm package
 * (`widget/dist/package`, to be packed by `npm pack`).
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildHosted } from './widget/hosted.mjs';
import { buildPackage } from './widget/package.mjs';

const { values } = parseArgs({ options: { package: { type: 'boolean', default: false } } });
const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../widget/${name}`, import.meta.url));
const { version } = JSON.parse(await readFile(path('package.json'), 'utf8'));

const { version: hosted, loader } = await buildHosted(version, path('dist/hosted'));
console.log(`widget ${hosted}, loader ${loader.integrity}`);
if (values.package) console.log(`package in ${await buildPackage(version, path('dist/package'))}`);
