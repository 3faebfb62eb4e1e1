/** What a benchmark says: each figure with its name, unit and, where DESIGN §9 sets one, its budget. */
import { cpus, loadavg } from 'node:os';

/** @typedef {{ name: string, value: number | null, unit: string, budget?: { most: number } | { least: number } }} Figure */

export function createSheet() {
  const machine = { cpus: cpus().length, cpu: cpus()[0]?.model, node: process.version, load: loadavg() };
  /** @type {Record<string, object>} */
  const figures = {};
  return {
    /** @param {Figure} figure */
    say({ name, value, unit, budget }) {
      const met =
        budget === undefined || value === null
          ? undefined
          : 'most' in budget
            ? value <= budget.most
            : value >= budget.least;
      figures[name] = { value, unit, ...(budget === undefined ? {} : { budget, met }) };
      const against = budget === undefined ? '' : `  (budget ${JSON.stringify(budget)}: ${met ? 'met' : 'missed'})`;
      console.log(`${name.padEnd(44)} ${value === null ? 'not measured here' : `${value} ${unit}`}${against}`);
    },
    json: () => `${JSON.stringify({ machine, figures }, null, 2)}\n`,
  };
}
