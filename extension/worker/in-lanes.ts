/** Does the same for each, so many at a time. @returns the results in the order of `all` */
export async function inLanes<T, R>(
  lanes: number,
  all: readonly T[],
  task: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = all.entries();
  const lane = async () => {
    for (const [n, one] of waiting) results[n] = await task(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
