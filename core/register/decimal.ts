/** A uint64 as C2SP texts write it: ASCII digits, no sign, no leading zero. @returns undefined for anything else. */
export function parseDecimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,19})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < 1n << 64n ? value : undefined;
}
