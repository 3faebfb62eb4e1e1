/** `duecheck binding lint | test | schema`: what an office asks of a binding before two persons sign it. */
import { bindingListJsonSchema } from '@duecheck/core/binding';
import { Command } from 'commander';
import { lintCommand } from './binding/lint-command.ts';
import { testCommand } from './binding/test-command.ts';

export const bindingCommand = (): Command =>
  new Command('binding')
    .description('look at site bindings before they are signed')
    .addCommand(lintCommand())
    .addCommand(testCommand())
    .addCommand(
      new Command('schema')
        .description('print the JSON Schema of a list of bindings')
        .action(() => console.log(JSON.stringify(bindingListJsonSchema(), null, 2))),
    );
