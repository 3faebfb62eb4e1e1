import { randomBytes } from 'node:crypto';
import { type IdPrefix, newId } from '@duecheck/core/contract';

export const id = <P extends IdPrefix>(prefix: P) => newId(prefix, { now: Date.now(), random: randomBytes(16) });
