/**
 * What `npm start` does after the bootstrap (Node 24, modules and a browser are there): builds the extension, starts the
 * house, and either walks the tour or stays until Ctrl+C.
 *
 *   node scripts/start.mjs [--tour] [--out DIR]
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startHouse } from '../demo/house.ts';
import { USERS } from '../demo/identity-provider/users.ts';
import { SYSTEM_IDS, SYSTEMS } from '../demo/systems.ts';
import { buildForHouse, EXTENSION_ID, openBrowser } from '../demo/tour/browser.ts';
import { runTour } from '../demo/tour/run.ts';
import { buildConsole } from './build-console.mjs';
import { browserArgs, findBrowser } from './lib/browser.mjs';
import { Failure, giveUp } from './lib/failure.mjs';
import { buildHosted } from './widget/hosted.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Fixed, so that people can type them. */
const PORTS = {
  gateway: 7400,
  identityProvider: 7401,
  hiring: 7410,
  hiringBehind: 7411,
  titles: 7412,
  titlesBehind: 7413,
  permits: 7414,
  permitsBehind: 7415,
  household: 7416,
  householdBehind: 7417,
  awards: 7418,
  awardsBehind: 7419,
  city: 7420,
  province: 7421,
  witness: 7430,
  window: 7431,
  widget: 7432,
  partner: 7433,
  console: 7434,
};

const { values } = parseArgs({ options: { tour: { type: 'boolean' }, out: { type: 'string', default: 'out/tour' } } });

try {
  buildExtension();
  await buildWidget();
  await buildConsole();
  process.exitCode = values.tour ? await tour() : await stay();
} catch (error) {
  giveUp(error);
}

function buildExtension() {
  const wxt = fileURLToPath(new URL('../node_modules/wxt/bin/wxt.mjs', import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [wxt, 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Failure('build-failed', `The extension does not build.\n${stdout}${stderr}`);
}

/** Quick: nothing is kept from one start to the next, so that what is served is what is in the files. */
async function buildWidget() {
  const { version } = JSON.parse(await readFile(join(ROOT, 'widget/package.json'), 'utf8'));
  await buildHosted(version, join(ROOT, 'widget/dist/hosted'));
}

async function tour() {
  const { passed, failed } = await runTour({
    executablePath: findBrowser(),
    args: browserArgs(),
    out: resolve(ROOT, values.out),
    say: (line) => console.log(line),
  });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function stay() {
  for (const [name, port] of Object.entries(PORTS)) await expectFree(name, port);
  const folder = join(ROOT, '.duecheck', 'demo');
  const house = await startHouse({
    folder,
    ports: PORTS,
    extensionIds: { chrome: [EXTENSION_ID], firefox: ['duecheck@duecheck.example'] },
    past: 'poured',
    say: (what) => console.log(`starting: ${what}`),
  });
  const extension = await buildForHouse(house, join(folder, 'extension'));
  printTable(house, extension);
  const browser = await openWindow(extension, folder, house.systems.hiring.url);
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done);
    browser?.once('close', sayClosed);
  });
  browser?.off('close', sayClosed);
  console.log('\nstopping …');
  await browser?.close().catch(() => undefined);
  await house.close();
  return 0;
}

const sayClosed = () => console.log('The browser was closed; everything else keeps running. Ctrl+C ends it.');

/**
 * Only where somebody can see it.
 * @param {string} extension
 * @param {string} folder
 * @param {string} url
 */
async function openWindow(extension, folder, url) {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display) {
    console.log(`No display here. In a Chromium elsewhere, load ${extension} as an unpacked extension.`);
    return null;
  }
  const options = { executablePath: findBrowser(), args: browserArgs(), headless: false, folder };
  const browser = await openBrowser(extension, options);
  await (browser.pages()[0] ?? (await browser.newPage())).goto(url);
  return browser;
}

/**
 * @param {import('../demo/house.ts').House} house
 * @param {string} extension
 */
function printTable(house, extension) {
  /** @type {[string, string][]} */
  const rows = [
    ...SYSTEM_IDS.map((id) => /** @type {[string, string]} */ ([SYSTEMS[id].title, house.systems[id].url])),
    ['partner site: a loan, and a playground of the widget', house.partner.url],
    ['  playground', `${house.partner.url}/playground`],
    ['window of the person asked: her own pages', `${house.windowUrl}/mine`],
    ['console of auditors (sign in as 赵平)', house.consoleUrl],
    ['gateway', house.gatewayUrl],
    ['  ready, contract', `${house.gatewayUrl}/health/ready  ${house.gatewayUrl}/openapi.json`],
    ['identity provider (demonstration)', house.issuer],
    ['register', `${house.gatewayUrl}/register/checkpoint`],
    ['witness of the register, its key', `${house.witness.url}  ${house.witness.vkey}`],
    ['city platform, with its switches', house.platforms.of('city').url],
    ['provincial platform, with its switches', house.platforms.of('province').url],
    ['extension, built for this house', extension],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n${rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`);
  console.log('users (no password; the provider says so on every page):');
  for (const { id, name, post } of USERS) console.log(`  ${id.padEnd(10)} ${name}  ${post.zh} · ${post.en}`);
  console.log('\nOpen the hiring system, sign in, open RL-2026-0412 (clear), 0413 (findings), 0415 (another name),');
  console.log('0421 (on record with the city platform alone) or 0422 (the same record at three places).');
  console.log(
    'Title review, as limin: ZC-2026-0102. Permits, as linna: XK-2026-0041 (papers may follow), 0043 (findings).',
  );
  console.log('As 吴刚, household registration: LH-2026-0101. As 许静, awards: PX-2026-0301 (listed), 0303 (a body).');
  console.log(`Audit it from a second terminal: npx duecheck audit ${house.gatewayUrl} --sign-in ${house.issuer}`);
  console.log('Loan at the partner site: sign in as 陶听雨 (an honour to show) or 江一鸣 (nothing to show).');
  console.log('Ctrl+C ends everything.\n');
}

/**
 * @param {string} name
 * @param {number} port
 * @returns {Promise<void>}
 */
function expectFree(name, port) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', () =>
      fail(new Failure('port-taken', `Port ${port} (${name}) is taken.`, `End what holds it: lsof -i :${port}`)),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
}
