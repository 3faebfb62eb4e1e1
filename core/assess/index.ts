/** The rule itself: records + decision point + date → what may be seen, what may follow (DESIGN §3). */
export { assess } from './assess.ts';
export {
  type Clear,
  type FavourableRecord,
  type Findings,
  type IdentityMatch,
  type Outcome,
  type Picture,
  REFUSAL_REASONS,
  type RefusalReason,
  type Refused,
  refused,
  toOutcome,
  type Unknown,
} from './outcome.ts';
export * from './record-states.ts';
export * from './types.ts';
