/** What a witness does about its own files: gone, damaged, somebody else's, a disk that takes nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { LOG_KEY, ORIGIN } from '../register/logs.ts';
import { openWitness, request, stateFolder } from './served.ts';

const open: { close(): Promise<void> }[] = [];
const start = async (folder?: string) => {
  const witness = await openWitness(folder);
  open.push(witness);
  return witness;
};
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

it('comes back with its key and its heads', async () => {
  const first = await start();
  await first.post(await request(0, 5));
  await first.close();
  const again = await start(first.folder);
  expect(again.vkey).toBe(first.vkey);
  expect(await again.post(await request(0, 9))).toMatchObject({ status: 409, body: '5\n' });
});

it('signs nothing once it forgot: a key whose heads are gone', async () => {
  const first = await start();
  await first.post(await request(0, 5));
  await first.close();
  rmSync(first.stateFile);
  await expect(openWitness(first.folder)).rejects.toMatchObject({ code: 'witness-state-missing' });
});

it('takes damaged heads for damaged, never for none', async () => {
  const first = await start();
  await first.post(await request(0, 5));
  await first.close();
  const whole = readFileSync(first.stateFile, 'utf8');
  const damages = [
    '',
    whole.slice(0, 40),
    whole.replace('"5"', '"05"'),
    whole.replace(/"root": "[^"]{4}/, '"root": "'),
  ];
  for (const damage of damages) {
    expect(damage).not.toBe(whole);
    writeFileSync(first.stateFile, damage);
    await expect(openWitness(first.folder), damage.slice(0, 20)).rejects.toMatchObject({
      code: 'witness-state-unreadable',
    });
  }
});

it('signs nothing while its heads are damaged under it, and goes on once they are restored', async () => {
  const witness = await start();
  await witness.post(await request(0, 5));
  const whole = readFileSync(witness.stateFile, 'utf8');
  writeFileSync(witness.stateFile, whole.slice(0, -30));
  expect(await witness.post(await request(5, 9))).toMatchObject({ status: 500, body: 'nothing was signed\n' });
  expect(witness.faults).toEqual(['witness-state-unreadable']);
  writeFileSync(witness.stateFile, whole);
  expect((await witness.post(await request(5, 9))).status).toBe(200);
});

it('signs nothing that it could not keep', async () => {
  const witness = await start();
  await witness.post(await request(0, 5));
  const draft = `${witness.stateFile}.${process.pid}.new`;
  mkdirSync(draft);
  expect((await witness.post(await request(5, 9))).status).toBe(500);
  rmSync(draft, { recursive: true });
  expect(await witness.post(await request(0, 9))).toMatchObject({ status: 409, body: '5\n' });
});

it('leaves the heads to the process that has them, and takes them from one that is gone', async () => {
  const folder = stateFolder();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(`${folder}/heads.lock`, `${other.pid} somebody`);
  await expect(openWitness(folder)).rejects.toMatchObject({ code: 'witness-state-busy' });
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect((await (await start(folder)).post(await request(0, 5))).status).toBe(200);
});

it('stops writing once another one took its heads over', async () => {
  const first = await start();
  await first.post(await request(0, 5));
  const second = await start(first.folder);
  await second.post(await request(5, 9));
  expect((await first.post(await request(9, 12))).status).toBe(500);
  expect(first.faults).toEqual(['witness-state-busy']);
  expect(await second.post(await request(0, 12))).toMatchObject({ status: 409, body: '9\n' });
});

/** The command as an operator runs it; ends with the signal that its fail point gives it. */
async function run(folder: string, failAt = '') {
  const child = spawn(
    process.execPath,
    [
      new URL('../../../gateway/main.ts', import.meta.url).pathname,
      ...['witness', '--state', `${folder}/heads`, '--key', `${folder}/key`, '--port', '0'],
      ...['--log', `${ORIGIN}=${LOG_KEY.vkey}`],
    ],
    { env: { ...process.env, DUECHECK_FAIL_AT: failAt }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  open.push({ close: async () => void child.kill('SIGKILL') });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { listening, vkey } = JSON.parse(line.toString()) as { listening: number; vkey: string };
  const post = async (body: string) => {
    const answer = await fetch(`http://127.0.0.1:${listening}/add-checkpoint`, { method: 'POST', body });
    return { status: answer.status, body: await answer.text() };
  };
  return { child, exited, vkey, post };
}

it.each([
  // The third write: making the state is the first, the head of size 5 the second.
  { point: 'witness.before-rename:3', kept: '5\n' },
  { point: 'witness.after-rename:3', kept: '9\n' },
])('killed at $point, it has the old head or the new one, whole', async ({ point, kept }) => {
  const folder = stateFolder();
  const victim = await run(folder, point);
  expect((await victim.post(await request(0, 5))).status).toBe(200);
  await expect(victim.post(await request(5, 9))).rejects.toThrow();
  expect((await victim.exited)[1]).toBe('SIGKILL');

  const next = await run(folder);
  expect(next.vkey).toBe(victim.vkey);
  expect(await next.post(await request(0, 12))).toEqual({ status: 409, body: kept });
  expect((await next.post(await request(Number(kept), 12))).status).toBe(200);
  next.child.kill('SIGTERM');
  expect((await next.exited)[0]).toBe(0);
});
