/** The flags of every command that opens a house. */
import type { Command } from 'commander';

export const withSettings = (command: Command): Command =>
  command
    .option(
      '--database <url>',
      'PostgreSQL (or DATABASE_URL, which no process list shows); without it an embedded one runs in the state folder',
    )
    .option('--state <dir>', 'keys and last head (default .duecheck/gateway)')
    .option('--url <url>', 'public URL of this gateway')
    .option('--issuer <url>', 'OpenID issuer of the access tokens')
    .option('--list-root <root>', 'whose signatures make a list: 2:vkey,vkey');
