import { authorisableCategories } from '@duecheck/core/catalogue';
import { describe, expect, it } from 'vitest';
import { ourCatalogue, rowOf } from './our-catalogue.ts';

const catalogue = ourCatalogue();
const of = (id: string) => authorisableCategories(rowOf(catalogue, id), catalogue.categories);

describe('what a person may authorise', () => {
  it.each(['title-review', 'household-settlement'])('is what %s itself sees, and nothing beside it', (id) => {
    const row = rowOf(catalogue, id);
    expect(of(id).toSorted()).toEqual([...new Set([...row.shown, ...row.tested])].toSorted());
  });

  it('is any category of records where the row sees what the person chooses', () => {
    const chosen = of('authorised-enquiry');
    expect(chosen).toContain('criminal-judgment');
    expect(chosen).not.toContain('as-authorised');
    // Registers of the system itself are no records about a person.
    expect(chosen).not.toContain('check-history');
  });
});
