/** A process that starts the server of the folder it is given, prints one line about it, and runs until told to end. */
import pg from 'pg';
import { EmbeddedError, startEmbedded } from '../../../gateway/store/embedded.ts';

const dataDir = process.argv[2] as string;
try {
  const { url, pid, folder, stop } = await startEmbedded({ dataDir, logFile: `${dataDir}.log` });
  const client = new pg.Client(url);
  await client.connect();
  await client.query('create table if not exists kept (n int); truncate kept; insert into kept values (1)');
  const { rows } = await client.query('select n from kept');
  await client.end();
  process.once('SIGTERM', () => void stop().then(() => process.exit()));
  console.log(JSON.stringify({ pid, folder, isRoot: process.getuid?.() === 0, n: rows[0].n }));
  setInterval(() => undefined, 1 << 30);
} catch (error) {
  console.log(JSON.stringify(error instanceof EmbeddedError ? { code: error.code } : { code: String(error) }));
}
