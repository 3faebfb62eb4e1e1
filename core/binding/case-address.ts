import type { Binding } from './types.ts';

/**
 * Where the bound system opens this case, or null where the binding knows no address.
 *
 * @example caseAddress({ origin: 'http://h', case: { address: '/#/cases?no={label}' } }, { key: '412', label: 'RL 1' })
 * // 'http://h/#/cases?no=RL%201'
 */
export function caseAddress(
  { origin, case: { address } }: { readonly origin: string; readonly case: Pick<Binding['case'], 'address'> },
  at: { readonly key: string; readonly label: string },
): string | null {
  if (address === undefined) return null;
  return origin + address.replace(/\{(key|label)\}/g, (_, what: 'key' | 'label') => encodeURIComponent(at[what]));
}
