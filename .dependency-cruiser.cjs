/**
 * The walls of the house (DESIGN §2). Floors, top to bottom: demo → extension | widget | console | gateway → ui | page → core →
 * catalogue. Imports go down only.
 */
const FLOOR_OF_SURFACES = ['extension', 'widget', 'console', 'gateway'];

/** What a floor may not know, with the reason a reader of the failure needs. */
const above = {
  catalogue: ['core', 'page', 'ui', ...FLOOR_OF_SURFACES, 'demo'],
  core: ['catalogue', 'page', 'ui', ...FLOOR_OF_SURFACES, 'demo'],
  page: ['catalogue', 'ui', ...FLOOR_OF_SURFACES, 'demo'],
  ui: ['catalogue', 'page', ...FLOOR_OF_SURFACES, 'demo'],
};

const oneOf = (folders) => `^(${folders.join('|')})/`;

const floors = Object.entries(above).map(([floor, others]) => ({
  name: `${floor}-knows-no-floor-above`,
  comment:
    floor === 'core'
      ? 'The rule takes its lists as an argument and knows no surface: catalogue/ is data that somebody loads and hands in.'
      : 'Imports go down only, or a change above breaks what everything stands on.',
  severity: 'error',
  from: { path: `^${floor}/` },
  to: { path: oneOf(others) },
}));

const neighbours = FLOOR_OF_SURFACES.map((surface) => ({
  name: `${surface}-knows-no-neighbour`,
  comment:
    'What two surfaces need is in core or ui, once: neighbours that import each other can no longer be shipped apart.',
  severity: 'error',
  from: { path: `^${surface}/` },
  to: { path: oneOf([...FLOOR_OF_SURFACES.filter((other) => other !== surface), 'demo']) },
}));

module.exports = {
  forbidden: [
    ...floors,
    ...neighbours,
    {
      name: 'core-imports-no-platform',
      comment:
        'The same rule runs in a browser, a worker and Node: clock, storage, transport and randomness are handed in.',
      severity: 'error',
      from: { path: '^core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-stands-on-four-packages',
      comment:
        'Every package in core is in every surface, and an auditor has to read it. Another one wants a decision.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^node_modules/', pathNot: '^node_modules/(@noble/(curves|hashes|ciphers)|uuid|zod)/' },
    },
    {
      name: 'content-script-carries-no-library',
      comment:
        'It runs in every bound page within 15 kB and 5 ms (DESIGN §9): guards are written by hand, tested against core. What comes through core shows in the size limit.',
      severity: 'error',
      from: { path: '^page/|^extension/(content|gate|features)/|^extension/entrypoints/[^/]*content' },
      to: {
        path: '^node_modules/(zod|preact|@preact|ky|webextension-polyfill|oauth4webapi|idb|@noble|uuid)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'zod-is-mini',
      comment: 'All of zod took the extension from 124 kB to 268 kB, and its probe for eval trips a strict CSP.',
      severity: 'error',
      from: { path: '^(core|page|ui|extension|widget|console)/' },
      to: { path: '^node_modules/zod/(v4/classic|index|v3)' },
    },
    {
      name: 'extension-and-widget-run-in-browsers',
      comment: 'There is no node:* in a browser; a bundler would quietly put a stand-in there.',
      severity: 'error',
      // What a partner's server calls is on a server.
      from: { path: '^(page|ui|extension|widget|console)/', pathNot: '^widget/verify/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or have a third between them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere is a wall that nobody checks.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.](css|vue|svg)' },
    },
    {
      name: 'nothing-shipped-needs-tests',
      comment: 'test/ and scripts/ are not delivered. The demonstration alone uses the office build.',
      severity: 'error',
      from: { path: oneOf(['catalogue', 'core', 'page', 'ui', ...FLOOR_OF_SURFACES]) },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // swc reads no Vue; nothing imports the demonstration anyway.
    exclude: { path: '(^|/)(dist|out|[.]wxt|[.]duecheck)/|[.]vue$' },
    tsPreCompilationDeps: true,
    // dependency-cruiser reads TypeScript up to 6 by itself.
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
