import { join } from 'node:path';
import { one, summary, tests, vectors } from './counts.mjs';

/** @typedef {import('./run-stage.mjs').Stage} Stage */

/** Each TypeScript project of the house, bottom to top. */
const PROJECTS = [
  ...['catalogue', 'core', 'page', 'widget', 'gateway', 'gateway/saved-page/dom', 'extension', 'console'],
  ...['demo', 'demo/hiring/web', 'demo/titles/web', 'scripts', 'test'],
];

/**
 * Everything that must hold, in the order in which it is told. What runs together fits two cores: one heavy thing and one
 * light one at a time; databases, browsers and servers that are killed get the machine to themselves, one kind after the
 * other.
 * @param {string} root
 * @returns {Stage[]}
 */
export function stagesOf(root) {
  const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
  const tool = (/** @type {string} */ name, /** @type {string} */ title, /** @type {string[]} */ command) =>
    /** @type {Stage} */ ({ name, title, command, lane: 'together', count: one });
  const vitest = (/** @type {string} */ project, /** @type {Stage['lane']} */ lane) => {
    const report = join(root, 'out', 'test', `${project}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const command = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters];
    return /** @type {Stage} */ ({ name: project, title: project, command, lane, report, count: tests });
  };
  const wxt = (/** @type {string[]} */ ...args) => [bin('wxt/bin/wxt.mjs'), 'build', ...args];
  return [
    vitest('unit', 'together'),
    tool('build', 'build for Chrome', wxt()),
    tool('build', 'build for Firefox', wxt('-b', 'firefox')),
    tool('build', 'build the console', ['scripts/build-console.mjs']),
    tool('build', 'build the widget', ['scripts/build-widget.mjs', '--package']),
    tool('lock', 'lock file', ['scripts/lock.mjs']),
    tool('lint', 'lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
    tool('walls', 'walls', [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...HOUSE,
      '--output-type',
      'err-long',
    ]),
    ...PROJECTS.map((project) => tool('types', `types of ${project}`, [bin('typescript/bin/tsc'), '-p', project])),
    tool('dead-code', 'dead code', [bin('knip/bin/knip.js')]),
    tool('catalogue', 'catalogue', ['scripts/catalogue-check.mjs']),
    { ...tool('conformance', 'conformance', ['scripts/conformance.mjs']), count: vectors },
    { ...tool('size', 'size limits', [bin('size-limit/bin.js')]), lane: 'alone' },
    {
      ...tool('web-ext', 'web-ext lint', [bin('web-ext/bin/web-ext.js'), 'lint', '-s', 'dist/firefox-mv3']),
      lane: 'alone',
    },
    vitest('integration', 'alone'),
    vitest('e2e', 'alone'),
    // A gateway that is killed and started again is waited for most of the time.
    vitest('chaos', 'last'),
    {
      name: 'tour',
      title: 'tour',
      command: ['scripts/start.mjs', '--tour'],
      lane: 'last',
      report: join(root, 'out', 'tour', 'summary.json'),
      count: summary,
    },
  ];
}

const HOUSE = ['catalogue', 'core', 'page', 'ui', 'extension', 'widget', 'gateway', 'console', 'demo'];
