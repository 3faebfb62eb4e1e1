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
    .option('--list-root <root>', 'whose signatures make a list: 2:vkey,vkey')
    .option(
      '--witness <url=vkey...>',
      'witnesses that every head is taken to (or DUECHECK_WITNESSES, with spaces between)',
    )
    .option(
      '--witness-quorum <n>',
      'how many of them make a head a cosigned one (or DUECHECK_WITNESS_QUORUM; default: all)',
    );
