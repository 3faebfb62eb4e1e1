import { describe, expect, it } from 'vitest';
import { lintBindings } from '../../../core/binding/lint.ts';
import { indexCatalogue } from '../../../core/catalogue/index.ts';
import { SYSTEM_IDS, SYSTEMS, systemHostname } from '../../../demo/systems.ts';
import { ourCatalogue } from '../catalogue/our-catalogue.ts';

describe('the bindings of the sample systems', () => {
  it('have no errors together, by the catalogue in force', () => {
    const bindings = SYSTEM_IDS.map((id) => SYSTEMS[id].binding(`http://${systemHostname(id)}:8080`));
    const findings = lintBindings(
      { format: 'duecheck/bindings/1', version: '1', bindings },
      { catalogue: indexCatalogue(ourCatalogue()) },
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
