/** Builds and runs main.go with Debian's packages, without a network and without a module file. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where golang-golang-x-mod-dev puts its sources; DUECHECK_GOPATH names another place. */
const GOPATH = process.env.DUECHECK_GOPATH ?? '/usr/share/gocode';

/** @returns {string | undefined} why it cannot run here */
export function whyNot() {
  if (spawnSync('go', ['version']).status !== 0) return 'there is no Go here (Debian: golang-go)';
  if (!existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog')))
    return 'golang.org/x/mod is not here (Debian: golang-golang-x-mod-dev)';
  return undefined;
}

/** @param {string[]} lines of standard input @returns {string[]} of standard output */
export function runGo(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-tlog-'));
  try {
    const program = join(folder, 'tlog');
    const env = {
      ...process.env,
      GO111MODULE: 'off',
      GOPATH,
      GOFLAGS: '',
      GOCACHE: join(tmpdir(), 'duecheck-go-cache'),
    };
    run('go', ['build', '-o', program, join(import.meta.dirname, 'main.go')], { env });
    return run(program, [], { input: lines.join('\n') })
      .trimEnd()
      .split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} program @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} options */
function run(program, args, options) {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1 << 30, ...options, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}
