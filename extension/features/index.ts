/** What the extension does in a page. */
import type { Feature } from '../content/feature.ts';
import banner from './banner.ts';
import fieldBadge from './field-badge.ts';

export const FEATURES: readonly Feature[] = [banner, fieldBadge];
