/** The same question asked twice at once is asked once, and both get the answer. Nothing is kept after it came. */
export function createFlights<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const flying = new Map<string, Promise<T>>();
  return (key, ask) => {
    const known = flying.get(key);
    if (known !== undefined) return known;
    const flight = ask().finally(() => flying.delete(key));
    flying.set(key, flight);
    return flight;
  };
}
