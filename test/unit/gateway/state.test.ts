import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { MAY, standingOf } from '../../../gateway/decisions/state.ts';

const day = parseCivilDate;
const notified = [
  { kind: 'proposed', heardUntil: null },
  { kind: 'notified', heardUntil: day('2026-11-27') },
] as const;

describe('where a decision stands', () => {
  it('lapses on the day after the last day, not on it', () => {
    expect(standingOf(notified, day('2026-11-27')).state).toBe('notified');
    expect(standingOf(notified, day('2026-11-28'))).toEqual({ state: 'lapsed', heardUntil: '2026-11-27' });
  });

  it('is heard, whatever the day, once the person spoke', () => {
    const heard = [...notified, { kind: 'heard', heardUntil: null }] as const;
    expect(standingOf(heard, day('2026-12-31'))).toEqual({ state: 'heard', heardUntil: '2026-11-27' });
  });

  it('lets effect follow only after the person was heard or the period ended', () => {
    expect([...MAY.effect]).toEqual(['heard', 'lapsed']);
    expect(MAY.withdraw).not.toContain('effective');
  });
});
