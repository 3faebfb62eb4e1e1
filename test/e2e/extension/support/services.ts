/** What an office has beside a browser: provider, gateway, host, signed lists, and its build of the extension. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Binding } from '@duecheck/core/binding';
import { buildOffice } from '../../../../scripts/office-build.mjs';
import { startGateway } from './gateway.ts';
import { type Host, startHost } from './host.ts';
import { startIssuer } from './issuer.ts';
import { hiringBinding, makeSigner, realCatalogue, signList } from './lists.ts';
import { PEOPLE } from './outcomes.ts';

const CLIENT = 'duecheck-extension';

export interface ServicesOptions {
  readonly bindings?: (host: Host) => readonly Binding[];
  readonly language?: string;
  /** Whether it may say something about itself of its own accord. */
  readonly introduce?: 'yes' | 'no';
  /** `none`: nobody has named whose signatures count. */
  readonly root?: 'ours' | 'none';
  /** Runs in the worker before its own script does. */
  readonly prelude?: string;
}

/** @param browser whose build. */
export async function openServices(options: ServicesOptions, browser: 'chrome' | 'firefox') {
  const [issuer, host] = [await startIssuer(CLIENT), await startHost(PEOPLE)];
  const signers = [makeSigner('office.example/one'), makeSigner('office.example/two')];
  const bindings = options.bindings?.(host) ?? [hiringBinding(host.origin)];
  const sign = (version: string, list: readonly Binding[]) =>
    signList('bindings', version, { format: 'duecheck/bindings/1', version, bindings: list }, signers);
  const catalogue = realCatalogue();
  const gateway = await startGateway(issuer, {
    catalogue: await signList('catalogue', catalogue.version, catalogue, signers),
    bindings: await sign('1', bindings),
  });
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-e2e-'));
  const extension = join(folder, 'extension');
  const { id } = await buildOffice({
    from: fileURLToPath(new URL(`../../../../dist/${browser}-mv3`, import.meta.url)),
    out: extension,
    config: {
      gatewayUrl: gateway.url,
      issuer: issuer.url,
      clientId: CLIENT,
      listRoot: { vkeys: options.root === 'none' ? [] : signers.map(({ vkey }) => vkey), threshold: 2 },
      language: options.language ?? 'zh-CN',
      introduce: options.introduce ?? 'no',
      origins: [host.origin],
    },
  });
  const worker = join(extension, 'background.js');
  if (options.prelude) await writeFile(worker, options.prelude + (await readFile(worker, 'utf8')));
  return {
    id,
    issuer,
    host,
    gateway,
    signers,
    sign,
    folder,
    extension,
    async close() {
      await Promise.all([issuer.close(), gateway.close(), host.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
