/** @param {readonly number[]} times @param {number} share @returns {number} with two digits behind the point */
export function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
}
