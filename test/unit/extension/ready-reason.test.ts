import { describe, expect, it } from 'vitest';
import { readyReason } from '../../../extension/card/ready-reason.ts';

const CLEAR = '已查验，未发现。';
const OUTAGE = '暂无应答，待补查。';
const reason = readyReason([CLEAR, OUTAGE]);

describe('a ready reason', () => {
  it('goes where the decision is another: it never becomes the reason of a refusal', () => {
    expect(reason.offer(reason.offer('', CLEAR), '')).toBe('');
    expect(reason.offer(OUTAGE, CLEAR)).toBe(CLEAR);
  });

  it('never replaces what the clerk wrote', () => {
    expect(reason.offer('体检不合格', CLEAR)).toBe('体检不合格');
    expect(reason.offer('体检不合格', '')).toBe('体检不合格');
  });

  it('is no draft', () => {
    expect(reason.own(CLEAR)).toBe('');
    expect(reason.own('体检不合格')).toBe('体检不合格');
  });
});
