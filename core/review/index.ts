/** Rules that find look-ups worth asking about (查询审查). */
export { type Act, whenOf } from './acts.ts';
export { type Because, type Raised, reachOf, reviewDay } from './review-day.ts';
export { askedAt, reviewSpan, type Span } from './review-span.ts';
export {
  ACT_KINDS,
  type ActKind,
  GROUPINGS,
  type Grouping,
  type ReviewRule,
  ReviewRules,
  SIGN_NAMES,
  type Sign,
  type SignName,
  waitsOf,
} from './rules.ts';
export { SHIPPED_RULES } from './shipped-rules.ts';
