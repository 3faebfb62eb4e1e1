/** A running gateway: its world, its routes, its port. */
import type { AddressInfo } from 'node:net';
import { CAPABILITIES } from './api/index.ts';
import { registerRoutes } from './api/register.ts';
import { type ConsoleOptions, serveConsole } from './console-host/serve-console.ts';
import { addPublicRoutes } from './http/public-routes.ts';
import { createServer } from './http/server.ts';
import { startJobs } from './jobs/index.ts';
import { type GatewayConfig, openWorld } from './open-world.ts';
import { serveWidget, type WidgetOptions } from './widget-host/serve-widget.ts';
import { serveWindow, type WindowOptions } from './window/serve-window.ts';
import type { World } from './world.ts';

export interface RunningGateway {
  readonly port: number;
  readonly world: World;
  /** Answers what is under way, then closes the register and the database. */
  close(): Promise<void>;
}

export interface ServeOptions extends GatewayConfig {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly logger?: boolean;
  /** The window of persons, on an address of its own; left out, partners' sessions cannot be started. */
  readonly window?: Omit<WindowOptions, 'issuer'>;
  /** The widget's origin, beside a window. */
  readonly widget?: WidgetOptions;
  /** The console of auditors, on an address of its own. */
  readonly console?: Omit<ConsoleOptions, 'issuer'>;
  /** `idle`: a test does by itself what a job would. */
  readonly jobs?: 'run' | 'idle';
}

export async function serve(options: ServeOptions): Promise<RunningGateway> {
  const { world, close } = await openWorld(options);
  try {
    const app = await createServer(world, CAPABILITIES, { logger: options.logger ?? false });
    addPublicRoutes(app, world);
    registerRoutes(app, world);
    await app.listen({ host: options.host, port: options.port });
    const window = options.window && (await serveWindow(world, { issuer: options.issuer, ...options.window }));
    const widget =
      options.widget && (await serveWidget(world, { ...options.widget, windowUrl: options.window?.url ?? '' }));
    const desk = options.console && (await serveConsole(world, { issuer: options.issuer, ...options.console }));
    const jobs =
      options.jobs === 'idle'
        ? []
        : startJobs(
            world,
            options,
            (job, fault) => app.log.error({ job, fault }, 'job failed'),
            (job, done) => app.log.info({ job, ...done }, 'job done'),
          );
    return {
      port: (app.server.address() as AddressInfo).port,
      world,
      async close() {
        await desk?.close();
        await widget?.close();
        await window?.close();
        await app.close();
        await Promise.all(jobs.map((job) => job.stop()));
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
