import { Binding, caseAddress } from '@duecheck/core/binding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const at = (address: string) => ({ origin: 'https://hiring.example', case: { address } });

describe('the address of a case', () => {
  it('is filled in with the case, and is null where the binding knows none', () => {
    const where = { key: '412', label: 'RL 1' };
    expect(caseAddress(at('/#/cases/{key}?no={label}'), where)).toBe('https://hiring.example/#/cases/412?no=RL%201');
    expect(caseAddress({ origin: 'https://hiring.example', case: {} }, where)).toBeNull();
  });

  it('stays in its own system, whatever a list calls a case', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (label) => {
        const address = caseAddress(at('/cases/{label}'), { key: 'k', label });
        expect(new URL(address ?? '').origin).toBe('https://hiring.example');
      }),
    );
  });

  it.each(['https://elsewhere.example/{key}', '//elsewhere.example/{key}', 'cases/{key}', '/cases'])(
    'is no address that leads elsewhere, or to no case: %s',
    (address) => {
      expect(Binding.shape.case.shape.address.safeParse(address).success).toBe(false);
    },
  );
});
