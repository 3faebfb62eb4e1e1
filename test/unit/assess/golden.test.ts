import { describe, expect, it } from 'vitest';
import { goldenFiles } from './golden.ts';
import { rowOf, run } from './golden-run.ts';
import { mutantsOf } from './mutants.ts';

describe.each(goldenFiles.map((file) => [rowOf(file.row).title.zh, file] as const))('%s', (_title, file) => {
  it.each(file.cases.map((golden) => [golden.title, golden] as const))('%s', (_case, golden) => {
    expect(run(file, golden)).toEqual(golden.expect);
  });

  // The cases are only worth their name if they would notice a list that says something else.
  it.each(mutantsOf(rowOf(file.row)))('a case fails: %s', (_what, mutant) => {
    const noticed = file.cases.filter((golden) => {
      const said = JSON.stringify(run(file, golden, mutant));
      return said !== JSON.stringify(run(file, golden));
    });
    expect(noticed.map((golden) => golden.title)).not.toEqual([]);
  });
});
