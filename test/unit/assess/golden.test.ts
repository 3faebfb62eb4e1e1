import { whatIsDue } from '@duecheck/core/catalogue';
import { describe, expect, it } from 'vitest';
import { goldenFiles } from './golden.ts';
import { index, rowOf, run, written } from './golden-run.ts';
import { mutantsOf } from './mutants.ts';

describe.each(goldenFiles.map((file) => [rowOf(file.row).title.zh, file] as const))('%s', (_title, file) => {
  it(`is ${file.due}, authorisation ${file.authorisation}`, () => {
    const answer = whatIsDue({
      catalogue: index,
      decisionPoint: file.row,
      organisation: 'qz',
      subjectType: file.subject.type,
      now: `${file.today}T01:00:00.000Z`,
    });
    const asks = answer.due !== 'forbidden' && answer.authority.needsAuthorisation;
    expect({ due: answer.due, authorisation: asks ? 'needed' : 'not-needed' }).toEqual({
      due: file.due,
      authorisation: file.authorisation,
    });
  });

  it.each(file.cases.map((golden) => [golden.title, golden] as const))('%s', (_case, golden) => {
    expect(run(file, golden)).toEqual(written(file, golden));
  });

  // The cases are only worth their name if they would notice a list that says something else.
  it.each(mutantsOf(rowOf(file.row), index))('a case fails: %s', (_what, mutant) => {
    const noticed = file.cases.some(
      (golden) => JSON.stringify(run(file, golden, mutant)) !== JSON.stringify(run(file, golden)),
    );
    expect(noticed).toBe(true);
  });
});

describe('a golden file', () => {
  const written = goldenFiles.map((file) => file.row);

  it('is for one row, and its cases have names of their own', () => {
    expect(written).toEqual([...new Set(written)]);
    for (const { cases } of goldenFiles) {
      const titles = cases.map(({ title }) => title);
      expect(titles).toEqual([...new Set(titles)]);
    }
  });

  for (const row of index.decisionPoints.keys()) {
    if (written.includes(row)) continue;
    it.todo(`for the row ${row}`);
  }
});
