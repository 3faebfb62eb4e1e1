#!/usr/bin/env node
/** The command line: `duecheck serve | migrate | seed | import | audit | register | witness | binding | list`. */
import { DuecheckError } from '@duecheck/core/errors';
import { Command } from 'commander';
import { auditCommand } from './cli/audit.ts';
import { bindingCommand } from './cli/binding.ts';
import { migrateCommand, seedCommand, serveCommand } from './cli/house.ts';
import { importCommand } from './cli/import.ts';
import { listCommand } from './cli/list.ts';
import { registerCommand } from './cli/register.ts';
import { witnessCommand } from './cli/witness.ts';

const program = new Command('duecheck').description('Checks due at decisions: gateway, register, audit.');
for (const command of [
  serveCommand(),
  migrateCommand(),
  seedCommand(),
  importCommand(),
  auditCommand(),
  registerCommand(),
  witnessCommand(),
  bindingCommand(),
  listCommand(),
]) {
  program.addCommand(command);
}

try {
  await program.parseAsync();
} catch (error) {
  // A code that scripts can rely on, a sentence that people can act on; a stack only for what nobody foresaw.
  if (error instanceof DuecheckError) console.error(`duecheck: [${error.code}] ${error.message}`);
  else console.error(error);
  process.exitCode = 1;
}
