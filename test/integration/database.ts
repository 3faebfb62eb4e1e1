/**
 * One real PostgreSQL a run, shared by every test file; each file asks for a database of its own. The server's folder
 * stays between runs, because making a cluster costs 0.7–7 s and starting it again 0.1 s.
 */
import { resolve } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../gateway/store/database.ts';
import { findBinaries } from '../../gateway/store/embedded/binaries.ts';
import { type Embedded, EmbeddedError, startEmbedded } from '../../gateway/store/embedded.ts';
import { migrate } from '../../gateway/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the run's server, with the superuser's name. */
    databaseServer: string;
  }
}

const TEMPLATE = 'duecheck_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startOwnServer(resolve(import.meta.dirname, '../../.duecheck/test'));
  await withConnection(server.url, dropAllDatabases);
  await withConnection(server.url, (client) => client.query(`create database ${TEMPLATE}`));
  const template = openDatabase(urlOf(server.url, TEMPLATE), { max: 1 });
  await migrate(template);
  await template.destroy();
  project.provide('databaseServer', server.url);
  return () => server.stop();
}

let made = 0;

/**
 * A new database in the newest shape, this file's alone.
 * @returns its connection URL
 * @example const db = openDatabase(await createDatabase());
 */
export async function createDatabase(): Promise<string> {
  const server = inject('databaseServer');
  const name = `test_${process.pid}_${++made}_${Date.now()}`;
  await withConnection(server, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return urlOf(server, name);
}

/** Runs at the same time get a folder each; a folder whose run was killed is used again. */
async function startOwnServer(folder: string): Promise<Embedded> {
  const { version } = findBinaries();
  for (let place = 1; ; place++) {
    const dataDir = resolve(folder, `postgres-${version}-${place}`);
    try {
      return await startEmbedded({ dataDir, logFile: `${dataDir}.log` });
    } catch (error) {
      if (!(error instanceof EmbeddedError) || error.code !== 'already-running') throw error;
    }
  }
}

async function dropAllDatabases(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where not datistemplate and datname <> 'postgres'",
  );
  for (const { name } of rows) await client.query(`drop database "${name}" with (force)`);
}

async function withConnection(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
