import { join } from 'node:path';
import { runGatewayCommand, startListening } from './gateway-process.ts';

export interface WitnessProcess {
  readonly url: string;
  /** Its verifier key. */
  readonly vkey: string;
  stop(how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface WitnessProcessOptions {
  /** Its own: heads, key and log. */
  readonly folder: string;
  readonly port: number;
  /** Of the gateway whose log it watches; of it the witness is told the log's name and keys, and nothing else. */
  readonly gatewayEnv: Readonly<Record<string, string>>;
}

/** Runs `duecheck witness` as an operator would, with no way to the gateway's database. @throws Error as `startListening` */
export async function startWitnessProcess({
  folder,
  port,
  gatewayEnv,
}: WitnessProcessOptions): Promise<WitnessProcess> {
  const told = await runGatewayCommand(['register', 'vkeys'], gatewayEnv);
  if (told.code !== 0) throw new Error(`the log's keys cannot be read: ${told.stderr}`);
  const { origin, vkeys } = JSON.parse(told.stdout) as { origin: string; vkeys: string[] };
  const logs = vkeys.flatMap((vkey) => ['--log', `${origin}=${vkey}`]);
  const { said, ...running } = await startListening<{ vkey: string }>({
    args: ['witness', '--state', join(folder, 'heads.json'), '--port', String(port), ...logs],
    env: {},
    logFile: join(folder, 'witness.log'),
  });
  return { url: `http://127.0.0.1:${running.port}`, vkey: said.vkey, stop: running.stop };
}
