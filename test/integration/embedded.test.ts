import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, canRun, chooseAccount } from '../../gateway/store/embedded/account.ts';
import { findBinaries, packageFor, programOf } from '../../gateway/store/embedded/binaries.ts';
import { failureIn } from '../../gateway/store/embedded/failure.ts';
import { isAlive } from '../../gateway/store/embedded/process.ts';
import { prepareRoom } from '../../gateway/store/embedded/room.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../../gateway/store/embedded.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY: Account = { kind: 'other', uid: 65534, gid: 65534 };
const AS_ROOT = ['--user', '--map-root-user'];
const AS_NOBODY = ['--user', '--map-user=65534', '--map-group=65534'];
const namespaces = spawnSync('unshare', [...AS_NOBODY, 'true']).status === 0;
const OWNER = join(import.meta.dirname, 'support/own-a-server.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-pg-'));
  chmodSync(folder, 0o755);
});
// Servers first, their folder last: a server that loses its folder does not end well.
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (options: Partial<EmbeddedOptions> = {}): Promise<Embedded> => {
  const server = await startEmbedded({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log'), ...options });
  endings.push(() => server.stop());
  return server;
};

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a server in a process of its own, perhaps as somebody else, and waits for its first line. */
async function ownElsewhere(
  unshareAs: readonly string[],
  dataDir: string,
): Promise<{ owner: ChildProcess; line: string }> {
  const [command, ...args] = unshareAs.length === 0 ? [process.execPath] : ['unshare', ...unshareAs, process.execPath];
  const owner = spawn(command as string, [...args, OWNER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(owner, 'exit');
  endings.push(async () => {
    owner.kill('SIGTERM');
    await gone;
  });
  let line = '';
  owner.stdout.on('data', (chunk) => (line += chunk));
  while (!line.includes('\n')) await Promise.race([once(owner.stdout, 'data'), gone]);
  return { owner, line: line.trim() };
}

describe('a server of one folder', () => {
  it('answers, writes through to disk, keeps time in UTC and orders text alike on every machine', async () => {
    const { url } = await start();
    const [row] = await ask(
      url,
      `select current_setting('fsync') fsync, current_setting('timezone') zone, datlocprovider provider, datlocale locale
       from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ fsync: 'on', zone: 'UTC', provider: 'b', locale: 'C.UTF-8' });
  });

  it('keeps data and password from one start to the next', async () => {
    const first = await start();
    await ask(first.url, 'create table kept (n int); insert into kept values (7)');
    await first.stop();
    const second = await start();
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('lets nobody in without the password', async () => {
    const url = new URL((await start()).url);
    url.password = 'password';
    await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('shows its log and password to nobody else', async () => {
    await start();
    for (const file of ['pg.log', 'pg/server/password']) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  it('leaves the values of a failed row out of its log', async () => {
    const { url } = await start();
    await ask(url, 'create table once (n text primary key)');
    await ask(url, "insert into once values ('x')");
    const insert = { text: 'insert into once values ($1)', values: ['x-the-same'] };
    await ask(url, "insert into once values ('x-the-same')");
    const client = new pg.Client(url);
    await client.connect();
    await expect(client.query(insert)).rejects.toMatchObject({ code: '23505' });
    await client.end();
    const log = readFileSync(join(folder, 'pg.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('x-the-same');
  });

  it('stops twice as well as once', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });
});

describe('a folder with one owner', () => {
  it('refuses a second start while the first runs', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'already-running' });
  });

  it('makes one cluster and one server of several starts at once', async () => {
    const starts = await Promise.allSettled([start(), start(), start()]);
    const lost = starts.filter((s) => s.status === 'rejected');
    expect(lost.map((s) => s.reason.code)).toEqual(['already-running', 'already-running']);
    expect(readdirSync(join(folder, 'pg'))).toEqual(['server']);
  });

  it('refuses while a process elsewhere owns it, and takes over what a killed one left running', async () => {
    const { owner, line } = await ownElsewhere([], join(folder, 'pg'));
    const left = JSON.parse(line) as { pid: number };
    await expect(start()).rejects.toMatchObject({ code: 'already-running' });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isAlive(left.pid)).toBe(true);
    const next = await start();
    expect(isAlive(left.pid)).toBe(false);
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('recovers after its server was killed', async () => {
    const first = await start();
    await ask(first.url, 'create table kept (n int); insert into kept values (7)');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    expect(existsSync(join(folder, 'pg/server/cluster/postmaster.pid'))).toBe(true);
    expect(await ask((await start()).url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('is not misled by the number of a killed server that another process bears today', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const stranger = spawn('sleep', ['1000']);
    endings.push(async () => stranger.kill());
    const note = join(folder, 'pg/server/cluster/postmaster.pid');
    writeFileSync(note, readFileSync(note, 'utf8').replace(String(first.pid), String(stranger.pid)));
    expect(await ask((await start()).url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(isAlive(stranger.pid as number)).toBe(true);
  });
});

describe('whoever starts it', () => {
  it.skipIf(isRoot && !namespaces)('runs for an ordinary user', async () => {
    const { line } = await ownElsewhere(isRoot ? AS_NOBODY : [], join(folder, 'pg'));
    expect(JSON.parse(line)).toMatchObject({ isRoot: false, n: 1 });
  });

  it.skipIf(!namespaces)('runs for root in an open folder', async () => {
    const { line } = await ownElsewhere(isRoot ? [] : AS_ROOT, join(folder, 'pg'));
    expect(JSON.parse(line)).toMatchObject({ isRoot: true, n: 1, folder: join(folder, 'pg') });
  });

  it.skipIf(!namespaces)('runs for root below a folder that only root can enter, and moves nothing', async () => {
    mkdirSync(join(folder, 'closed'), { mode: 0o700 });
    const { line } = await ownElsewhere(isRoot ? [] : AS_ROOT, join(folder, 'closed/pg'));
    expect(JSON.parse(line)).toMatchObject({ isRoot: true, n: 1, folder: join(folder, 'closed/pg') });
  });

  it.skipIf(!isRoot)(
    'without user namespaces really becomes nobody, and gives the files back when it can',
    async () => {
      const first = await start({ account: NOBODY, openFolder: join(folder, 'open') });
      expect(statSync(`/proc/${first.pid}`).uid).toBe(65534);
      await ask(first.url, 'create table kept (n int)');
      await first.stop();
      expect(await ask((await start()).url, 'select n from kept')).toEqual([]);
    },
  );

  it.skipIf(!isRoot)(
    'without user namespaces and below a closed folder keeps its data where nobody can enter',
    async () => {
      mkdirSync(join(folder, 'closed'), { mode: 0o700 });
      const options = { dataDir: join(folder, 'closed/pg'), account: NOBODY, openFolder: join(folder, 'open') };
      const first = await start(options);
      expect(first.folder.startsWith(join(folder, 'open/data-'))).toBe(true);
      await ask(first.url, 'create table kept (n int)');
      await first.stop();
      const second = await start(options);
      expect(second.folder).toBe(first.folder);
      expect(await ask(second.url, 'select n from kept')).toEqual([]);
    },
  );

  it.skipIf(!isRoot)('copies programs that nobody cannot reach', () => {
    const binaries = findBinaries();
    const closed = join(folder, 'closed/native');
    mkdirSync(join(folder, 'closed'), { mode: 0o700 });
    cpSync(binaries.home, closed, { recursive: true, verbatimSymlinks: true });
    const room = prepareRoom({
      binaries: { ...binaries, home: closed },
      dataDir: join(folder, 'pg'),
      openFolder: join(folder, 'open'),
      account: NOBODY,
    });
    expect(room.home).toBe(join(folder, 'open', `postgres-${binaries.version}`));
    expect(canRun(NOBODY, programOf(room.home, 'postgres'))).toBe(true);
  });

  it('an ordinary user stays itself, and root maps itself where it may', () => {
    const account = chooseAccount(programOf(findBinaries().home, 'postgres'), folder);
    expect(account.kind).toBe(isRoot ? (namespaces ? 'mapped' : 'other') : 'own');
  });
});

describe('what can go wrong', () => {
  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    endings.push(async () => other.close());
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({ code: 'port-taken' });
  });

  it.skipIf(!namespaces)('says that the disk is too small, before writing to it', async () => {
    mkdirSync(join(folder, 'small'));
    const mount = `mount -t tmpfs -o size=60m none ${join(folder, 'small')} && exec ${process.execPath} ${OWNER} ${join(folder, 'small/pg')}`;
    const run = spawnSync('unshare', [...AS_ROOT, '--mount', 'sh', '-c', mount], { encoding: 'utf8' });
    expect(JSON.parse(run.stdout)).toMatchObject({ code: 'no-disk' });
  });

  it('does not open a folder of another major version', async () => {
    await (await start()).stop();
    writeFileSync(join(folder, 'pg/server/cluster/PG_VERSION'), '12\n');
    await expect(start()).rejects.toMatchObject({ code: 'other-version' });
  });

  it('ends any other failure with what the server said', async () => {
    await (await start()).stop();
    writeFileSync(join(folder, 'pg/server/cluster/postgresql.conf'), 'no_such_setting = on\n');
    await expect(start()).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('no_such_setting'),
    });
  });

  it.each([
    ['musl', { platform: 'linux', arch: 'x64', libc: 'musl' }],
    ['an architecture without a build', { platform: 'linux', arch: 's390x', libc: 'glibc' }],
    ['a system without a build', { platform: 'freebsd', arch: 'x64', libc: 'none' }],
  ] as const)('says on %s how to bring another PostgreSQL', (_name, machine) => {
    expect(() => packageFor(machine)).toThrow(
      expect.objectContaining({ code: 'wrong-architecture', message: expect.stringContaining('DATABASE_URL=') }),
    );
  });

  it.each([
    ['FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device', 'no-disk'],
    [
      'postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file',
      'binaries-incomplete',
    ],
    ['sh: postgres: Exec format error', 'wrong-architecture'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'already-running'],
    ['PANIC:  could not locate a valid checkpoint record', 'start-failed'],
  ])('reads %j as %s', (output, code) => {
    expect(failureIn(output, 'pg.log').code).toBe(code);
  });
});
