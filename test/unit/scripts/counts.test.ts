import { describe, expect, it } from 'vitest';
import { broken } from '../../../scripts/lib/broken.mjs';
import { one, summary, tests, vectors } from '../../../scripts/lib/counts.mjs';
import { honest } from '../../../scripts/lib/run-stage.mjs';

const ended = (output: string, status = 0) => ({ status, output });

describe('counting what a stage did', () => {
  it('counts the vectors of every set, and a set that did not run as skipped', () => {
    const output =
      'ok   tile paths   38/38\nFAIL checkpoint   17/19\nSKIP witness protocol\n55/57 checks pass, 1 sets skipped';
    expect(vectors(ended(output, 1))).toEqual({ passed: 55, failed: 2, skipped: 1 });
  });

  it('counts a test file that could not be collected as a failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ];
    const report = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults };
    expect(tests(ended(''), report)).toEqual({ passed: 4, failed: 2, skipped: 3 });
  });

  it('takes a missing report for nothing done', () => {
    for (const count of [tests, summary])
      expect(count(ended(''), undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('naming what failed', () => {
  it('tells file, test and the first line of why, and no path of the machine', () => {
    const failed = {
      status: 'failed',
      fullName: 'a rule holds',
      failureMessages: ['\u001b[31mError\u001b[0m: no\n  at x'],
    };
    const testResults = [
      { name: '/root/a.test.ts', status: 'failed', assertionResults: [failed, { status: 'passed', fullName: 'b' }] },
      { name: '/root/c.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
    ];
    expect(broken({ testResults }, '/root/')).toEqual([
      'a.test.ts › a rule holds: Error: no',
      'c.test.ts: cannot be read',
    ]);
  });

  it('names nothing of a stage without a report, or of a summary of another kind', () => {
    for (const report of [undefined, { passed: 3, failed: 1 }]) expect(broken(report, '/root/')).toEqual([]);
  });
});

describe('an honest count', () => {
  it('fails a stage that did nothing, though it ended well', () => {
    expect(honest({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
  });

  it('fails a stage that ended badly after its tests had passed', () => {
    expect(honest({ passed: 9, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 9, failed: 1, skipped: 0 });
  });

  it('adds nothing to a failure that was counted', () => {
    expect(honest(one(ended('', 1)), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('lets a stage pass whose every part was skipped', () => {
    expect(honest({ passed: 0, failed: 0, skipped: 15 }, 0)).toEqual({ passed: 0, failed: 0, skipped: 15 });
  });
});
