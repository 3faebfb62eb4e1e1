import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PLATFORM_IDS, TOUR } from '../../../demo/people/index.ts';
import { FAULT_MODES, type FaultMode } from '../../../demo/platforms/faults.ts';
import { mergeRecords } from '../../../gateway/sources/merge.ts';
import {
  SOURCE_FAULTS,
  SourceFault,
  type SourceFaultCode,
  type UpstreamAnswer,
} from '../../../gateway/sources/source.ts';
import { openPlatforms, type Platforms, questionAbout } from './platforms.ts';

const modes = Object.keys(FAULT_MODES) as FaultMode[];
let platforms: Platforms;
beforeAll(async () => {
  platforms = await openPlatforms(['--slow-ms', '200']);
});
afterAll(() => platforms.close());
afterEach(() => Promise.all(PLATFORM_IDS.map((id) => platforms[id].fault('none'))));

describe.each(PLATFORM_IDS)('a person on record at the %s platform', (id) => {
  it.each(modes)('is never clear for it: %s', async (mode) => {
    const expected: SourceFaultCode | 'answers' | 'mismatch' = FAULT_MODES[mode].expect;
    const source = await platforms.source(id, { deadlineMs: mode === 'hang' ? 300 : 30_000 });
    await platforms[id].fault(mode);
    platforms.told.length = 0;
    const answer = await source.ask(questionAbout(TOUR.everywhere)).catch((error: unknown) => error);
    if (expected === 'answers') {
      expect(answer).toMatchObject({
        identity: id === 'city' ? 'confirmed' : 'unconfirmed',
      });
      for (const record of (answer as UpstreamAnswer).records)
        expect(record).toMatchObject({ behaviour: 'civil-exam-cheating', state: 'effective', source: { id } });
      expect(mergeRecords((answer as UpstreamAnswer).records, new Set())).toHaveLength(1);
    } else if (expected === 'mismatch') {
      expect(answer).toEqual({ records: [], identity: 'mismatch' });
    } else {
      expect(SOURCE_FAULTS).toContain(expected);
      expect(answer).toBeInstanceOf(SourceFault);
      expect(answer).toMatchObject({ code: expected });
      // Neither who it was nor what the platform said of them.
      expect((answer as Error).message).not.toMatch(/闻人雪|330899|演公考处/);
      expect(platforms.told).toEqual([{ source: id, fault: expected, why: (answer as Error).message }]);
    }
  });

  it('says nothing of somebody whom it has nothing of', async () => {
    const source = await platforms.source(id);
    const answer = await source.ask(questionAbout(TOUR.c));
    expect(answer).toEqual({ records: [], identity: id === 'city' ? 'confirmed' : 'unconfirmed' });
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('that ended by %s is unreachable, and nobody is clear', async (how) => {
    const own = await openPlatforms();
    const source = await own.source(id);
    await own[id].stop(how);
    await expect(source.ask(questionAbout(TOUR.everywhere))).rejects.toMatchObject({ code: 'unreachable' });
    await own.close();
  });
});
