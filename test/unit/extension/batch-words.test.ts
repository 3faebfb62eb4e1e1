import { BATCH, translator } from '@duecheck/core/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../../extension/batch/file-name.ts';
import { faultOf, saySize, template, typeOf } from '../../../extension/batch/list-file.ts';
import { milestone } from '../../../extension/batch/milestones.ts';
import { sayLeft, sayStanding } from '../../../extension/batch/standing.ts';
import { pauseAfter } from '../../../extension/pages/pause-after.ts';

const say = translator(BATCH, 'zh-CN');
const at = (done: number, more: object = {}) =>
  ({ state: 'running', pausedBecause: null, done, total: 1000, counts: {}, decided: 0, ...more }) as Parameters<
    typeof milestone
  >[1];

describe('what is announced', () => {
  it('is nothing between two quarters, however many ticks there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 250, max: 499 }), fc.integer({ min: 250, max: 499 }), (a, b) => {
        expect(milestone(at(a), at(b), say)).toBe('');
      }),
    );
  });

  it.each([
    [null, at(0), '开始查验，共 1000 人'],
    [at(240), at(260), '已查 25%'],
    [at(240), at(800), '已查 75%'],
    [at(10), at(10, { state: 'paused', pausedBecause: 'asked' }), '已暂停，可以继续'],
    [at(990), at(1000, { state: 'done', counts: { findings: 2, clear: 998 } }), '已查完，需要处理 2 人'],
    [at(1000, { state: 'deciding' }), at(1000, { state: 'done', decided: 998 }), '整轮决定已保存，共 998 人'],
    // Whoever opens the page again is told where it stands, not that it began.
    [null, at(300), '查验中'],
  ])('is a milestone', (before, now, words) => expect(milestone(before, now, say)).toBe(words));
});

describe('the list file', () => {
  it.each([
    ['名单.csv', 10, null],
    ['名单.XLSX', 10, null],
    ['a.b.ndjson', 10, null],
    ['名单.xls', 10, 'kind'],
    ['名单', 10, 'kind'],
    ['名单.csv', 0, 'empty'],
    ['名单.csv', 101, 'tooLarge'],
  ])('%s of %i bytes: %s', (name, size, fault) => expect(faultOf({ name, size }, 100)).toBe(fault));

  it('has a type by its ending, whatever the browser would say', () => {
    expect(typeOf('x.jsonl')).toBe('application/x-ndjson');
  });

  it('has a template that spreadsheets open as what it is', () => {
    expect(template()).toMatch(/^\u{FEFF}姓名,证件号码,案号/u);
    expect(template().endsWith('\r\n')).toBe(true);
  });

  it('is named as every file system takes it', () => {
    expect(fileName('第一批 / 2026: "上半年"\n')).toBe('第一批 - 2026- -上半年--');
    expect([...fileName('x'.repeat(500))]).toHaveLength(80);
  });

  it('says its size', () => {
    expect([saySize(1), saySize(1_048_575), saySize(1_572_864)]).toEqual(['1 KB', '1024 KB', '1.5 MB']);
  });
});

describe('a lost connection', () => {
  it('is tried again after a second at first, later ever more rarely, and never all at once', () => {
    expect(pauseAfter(1, 0)).toBe(500);
    expect(pauseAfter(1, 1)).toBe(1000);
    expect(pauseAfter(50, 1)).toBe(30_000);
  });
});

describe('where it stands', () => {
  it('says why it was stopped', () => {
    expect(sayStanding({ state: 'paused', pausedBecause: 'mismatches' }, say)).toContain('不一致的太多');
    expect(sayStanding({ state: 'needs-release', pausedBecause: null }, say)).toContain('另一人放行');
  });
  it('says the time that is left', () => {
    expect([sayLeft(19, say), sayLeft(190, say)]).toEqual(['19 秒', '3 分 10 秒']);
  });
});
