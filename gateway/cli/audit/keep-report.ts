import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const toJson = (report: object): string =>
  JSON.stringify(report, (_, value) => (typeof value === 'bigint' ? Number(value) : value), 2);

/** Beside the kept log: what this auditor found, for people and for programs. Whoever verifies the folder finds it anew. */
export function keepReport(folder: string, report: object, lines: readonly string[]): void {
  writeFileSync(join(folder, 'report.json'), `${toJson(report)}\n`);
  writeFileSync(join(folder, 'report.txt'), `${lines.join('\n')}\n`);
}
