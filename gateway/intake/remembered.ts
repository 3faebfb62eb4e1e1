/**
 * A file names few days, organs and lengths, each a thousand times: reading each again was a tenth of an import's time.
 * What is remembered holds nobody's name or number, and is forgotten whole when it grows.
 */
const AT_MOST = 10_000;

export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= AT_MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
