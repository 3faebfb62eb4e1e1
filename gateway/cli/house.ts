import { resolve } from 'node:path';
import { DuecheckError } from '@duecheck/core/errors';
import { Command } from 'commander';
import { seed } from '../intake/seed.ts';
import { openWorld } from '../open-world.ts';
import { serve } from '../serve.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { readConfig, type Settings } from './config.ts';
import { withSettings } from './settings.ts';

export const serveCommand = (): Command =>
  withSettings(new Command('serve').description('answer and log checks'))
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', '7400')
    .option('--window <url>', 'serve the window of persons at this public address')
    .option('--window-port <port>', 'port for it', '7401')
    .option('--window-client <id>', 'its client at the identity provider', 'duecheck-window')
    .option('--widget <url>', 'serve the widget, its loader and frame, at this public address; needs --window')
    .option('--widget-port <port>', 'port for it', '7402')
    .option('--widget-files <dir>', 'the built widget (npm run build:widget)', 'widget/dist/hosted')
    .option('--console <url>', 'serve the console of auditors at this public address')
    .option('--console-port <port>', 'port for it', '7403')
    .option('--console-client <id>', 'its client at the identity provider', 'duecheck-console')
    .option('--console-files <dir>', 'the built console (npm run build:console)', 'console/dist')
    .option('--sources <file>', 'platforms to ask (or DUECHECK_SOURCES)')
    .option('--movable-clock', 'demonstrations: the legal date may be moved forward')
    .action(async (options: Settings & ServeFlags) => {
      const { config, release } = await readConfig(options);
      const running = await serve({
        ...config,
        host: options.host,
        port: Number(options.port),
        logger: true,
        ...windowOf(options),
        ...widgetOf(options),
        ...consoleOf(options),
      });
      const stop = async () => {
        await running.close();
        await release();
        process.exit(0);
      };
      process.once('SIGTERM', stop).once('SIGINT', stop);
      // The line that whoever started us waits for.
      console.log(JSON.stringify({ listening: running.port, vkeys: running.world.register.vkeys }));
    });

interface ServeFlags {
  readonly host: string;
  readonly port: string;
  readonly window?: string;
  readonly windowPort: string;
  readonly windowClient: string;
  readonly widget?: string;
  readonly widgetPort: string;
  readonly widgetFiles: string;
  readonly console?: string;
  readonly consolePort: string;
  readonly consoleClient: string;
  readonly consoleFiles: string;
}

const windowOf = ({ window: url, windowPort, windowClient: clientId, host }: ServeFlags) =>
  url === undefined ? {} : { window: { host, port: Number(windowPort), url, clientId } };

function widgetOf({ widget: url, widgetPort, widgetFiles: files, window, host }: ServeFlags) {
  if (url === undefined) return {};
  // The frame does nothing but lead there.
  if (window === undefined) throw new DuecheckError('invalid-settings', '--widget needs --window');
  return { widget: { host, port: Number(widgetPort), url, files } };
}

const consoleOf = ({ console: url, consolePort, consoleClient: clientId, consoleFiles: files, host }: ServeFlags) =>
  url === undefined ? {} : { console: { host, port: Number(consolePort), url, clientId, files: resolve(files) } };

export const migrateCommand = (): Command =>
  withSettings(new Command('migrate').description('bring the database to the newest shape')).action(
    async (options: Settings) => {
      const { config, release } = await readConfig(options);
      const db = openDatabase(config.databaseUrl);
      try {
        console.log(JSON.stringify({ migrated: await migrate(db) }));
      } finally {
        await db.destroy();
        await release();
      }
    },
  );

export const seedCommand = (): Command =>
  withSettings(new Command('seed').description('fill a house from a folder').argument('<dir>')).action(
    async (dir: string, options: Settings) => {
      const { config, release } = await readConfig(options);
      try {
        const { world, close } = await openWorld(config);
        try {
          console.log(JSON.stringify(await seed(world, dir, config.listRoot)));
        } finally {
          await close();
        }
      } finally {
        await release();
      }
    },
  );
