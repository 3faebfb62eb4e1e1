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

describe('the golden files', () => {
  it('are one for each row', () => {
    expect(goldenFiles.map((file) => file.row).sort()).toEqual([...index.decisionPoints.keys()].sort());
  });

  it.each(goldenFiles.map((file) => [file.row, file] as const))(
    'have cases with names of their own: %s',
    (_row, file) => {
      const titles = file.cases.map(({ title }) => title);
      expect(titles).toEqual([...new Set(titles)]);
    },
  );
});
