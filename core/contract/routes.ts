/**
 * Every route once: the gateway registers from this table, clients call by it, and /openapi.json is made of it.
 */
import type * as z from 'zod/mini';
import { AuthorisationAnswer, AuthorisationRequest, WithdrawAuthorisationRequest } from './authorisations.ts';
import {
  BatchAnswer,
  BatchDecisionRequest,
  BatchesAnswer,
  BatchQuery,
  BatchReceiptAnswer,
  BatchReleaseRequest,
  DifferencesAnswer,
  ItemsAnswer,
  ItemsQuery,
  RerunRequest,
  ResultsQuery,
} from './batches.ts';
import { CheckAnswer, CheckRequest } from './checks.ts';
import {
  DecisionAnswer,
  DecisionRequest,
  EffectRequest,
  HearingRequest,
  NoticeRequest,
  UncheckedDecisionRequest,
  WithdrawRequest,
} from './decisions.ts';
import { DueAnswer, DueRequest } from './due.ts';
import { Feed } from './feeds.ts';
import {
  DeferralKeyAnswer,
  DeferralKeyRequest,
  OutboxAnswer,
  OutboxKeyAnswer,
  OutboxRequest,
  OwedAnswer,
  SpoolAnswer,
  SpoolRequest,
} from './owed.ts';
import { LiftAnswer, LiftRequest, RecordStateAnswer, RecordStateRequest, ToLiftAnswer } from './records.ts';
import {
  AlertsAnswer,
  AnswerReleaseRequest,
  LimitRequest,
  LimitsAnswer,
  ReleaseAnswer,
  ReleaseRequest,
  ReleasesAnswer,
} from './releases.ts';
import { ClockAnswer, ClockRequest, type Role, SessionAnswer } from './session.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** Who may call: roles, an enforcement point's own key, any signed-in account, or anyone. */
  readonly access: readonly Role[] | 'enforcement-point' | 'signed-in' | 'public';
  /** `required`: the route writes something that must not happen twice. */
  readonly idempotency: 'required' | 'none';
  readonly body?: z.ZodMiniType;
  /** Parameters behind the `?`, each a string as it came; the schema makes numbers and days of them. */
  readonly query?: z.ZodMiniType;
  /** `file`: the body is a file of one of `FILE_TYPES`, handed on as a stream and never held whole. JSON where left out. */
  readonly accepts?: 'json' | 'file';
  readonly answer?: z.ZodMiniType;
  /** Of the success answer, where it is not 200 with JSON. */
  readonly status?: number;
  /** Largest body in bytes, where it is not the gateway's own limit for one person and one case. */
  readonly bodyLimit?: number;
}

/** What files come as. `application/octet-stream`: whoever sends it leaves it to the bytes. */
export const FILE_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

const DECIDERS = ['clerk', 'reviewer'] as const satisfies readonly Role[];

export const ROUTES = {
  due: {
    method: 'POST',
    path: '/v1/due',
    summary: 'Is a check due at this step? Reads no record.',
    access: DECIDERS,
    idempotency: 'none',
    body: DueRequest,
    answer: DueAnswer,
  },
  check: {
    method: 'POST',
    path: '/v1/checks',
    summary: 'Check one subject for one case.',
    access: DECIDERS,
    idempotency: 'required',
    body: CheckRequest,
    answer: CheckAnswer,
  },
  decide: {
    method: 'POST',
    path: '/v1/checks/:id/decision',
    summary: 'Decide after a check; the only way to a receipt that says so.',
    access: DECIDERS,
    idempotency: 'required',
    body: DecisionRequest,
    answer: DecisionAnswer,
  },
  decideUnchecked: {
    method: 'POST',
    path: '/v1/decisions',
    summary: 'Decide where no check is due, or none was allowed.',
    access: DECIDERS,
    idempotency: 'required',
    body: UncheckedDecisionRequest,
    answer: DecisionAnswer,
  },
  decision: {
    method: 'GET',
    path: '/v1/decisions/:id',
    summary: 'Where a decision stands.',
    access: DECIDERS,
    idempotency: 'none',
    answer: DecisionAnswer,
  },
  notice: {
    method: 'POST',
    path: '/v1/decisions/:id/notice',
    summary: 'The person was told; the period to be heard starts the next day.',
    access: DECIDERS,
    idempotency: 'required',
    body: NoticeRequest,
    answer: DecisionAnswer,
  },
  hearing: {
    method: 'POST',
    path: '/v1/decisions/:id/hearing',
    summary: 'The person was heard.',
    access: DECIDERS,
    idempotency: 'required',
    body: HearingRequest,
    answer: DecisionAnswer,
  },
  effect: {
    method: 'POST',
    path: '/v1/decisions/:id/effect',
    summary: 'Let an adverse decision take effect after a fresh re-check.',
    access: DECIDERS,
    idempotency: 'required',
    body: EffectRequest,
    answer: DecisionAnswer,
  },
  withdraw: {
    method: 'POST',
    path: '/v1/decisions/:id/withdraw',
    summary: 'Withdraw a decision that has not taken effect.',
    access: DECIDERS,
    idempotency: 'required',
    body: WithdrawRequest,
    answer: DecisionAnswer,
  },
  renew: {
    method: 'POST',
    path: '/v1/decisions/:id/receipt',
    summary: 'A new receipt for a decision in effect whose own expired unused; the old one is void.',
    access: DECIDERS,
    idempotency: 'required',
    answer: DecisionAnswer,
  },
  authorise: {
    method: 'POST',
    path: '/v1/authorisations',
    summary: 'Record what the person allowed, with the digest of what they signed.',
    access: DECIDERS,
    idempotency: 'required',
    body: AuthorisationRequest,
    answer: AuthorisationAnswer,
  },
  authorisation: {
    method: 'GET',
    path: '/v1/authorisations/:id',
    summary: 'Whether an authorisation still carries a lookup.',
    access: DECIDERS,
    idempotency: 'none',
    answer: AuthorisationAnswer,
  },
  withdrawAuthorisation: {
    method: 'POST',
    path: '/v1/authorisations/:id/withdraw',
    summary: 'Withdraw an authorisation at the person’s wish; works at once.',
    access: DECIDERS,
    idempotency: 'required',
    body: WithdrawAuthorisationRequest,
    answer: AuthorisationAnswer,
  },
  askRelease: {
    method: 'POST',
    path: '/v1/releases',
    summary: 'Ask a second person to let one case through.',
    access: DECIDERS,
    idempotency: 'required',
    body: ReleaseRequest,
    answer: ReleaseAnswer,
  },
  releases: {
    method: 'GET',
    path: '/v1/releases',
    summary: 'Releases that wait for the caller, and the caller’s own of today.',
    access: DECIDERS,
    idempotency: 'none',
    answer: ReleasesAnswer,
  },
  answerRelease: {
    method: 'POST',
    path: '/v1/releases/:id/answer',
    summary: 'Let a case through, or not; never by the person who asked.',
    access: ['reviewer'],
    idempotency: 'required',
    body: AnswerReleaseRequest,
    answer: ReleaseAnswer,
  },
  alerts: {
    method: 'GET',
    path: '/v1/alerts',
    summary: 'Break-glass in the caller’s organisations, newest first.',
    access: ['manager', 'auditor', 'office'],
    idempotency: 'none',
    answer: AlertsAnswer,
  },
  limits: {
    method: 'GET',
    path: '/v1/limits',
    summary: 'How much may be looked up a day.',
    access: ['office', 'manager'],
    idempotency: 'none',
    answer: LimitsAnswer,
  },
  setLimit: {
    method: 'POST',
    path: '/v1/limits',
    summary: 'Set a limit of an organisation and everything below it.',
    access: ['office'],
    idempotency: 'required',
    body: LimitRequest,
    answer: LimitsAnswer,
  },
  startBatch: {
    method: 'POST',
    path: '/v1/batches',
    summary: 'Check everybody on a list, each a lookup of its own.',
    access: DECIDERS,
    idempotency: 'required',
    accepts: 'file',
    query: BatchQuery,
    answer: BatchAnswer,
    status: 202,
    bodyLimit: 64 * 1024 * 1024,
  },
  batches: {
    method: 'GET',
    path: '/v1/batches',
    summary: 'Batches of the caller’s organisations, newest first.',
    access: DECIDERS,
    idempotency: 'none',
    answer: BatchesAnswer,
  },
  batch: {
    method: 'GET',
    path: '/v1/batches/:id',
    summary: 'How far a batch is.',
    access: DECIDERS,
    idempotency: 'none',
    answer: BatchAnswer,
  },
  batchEvents: {
    method: 'GET',
    path: '/v1/batches/:id/events',
    summary: 'The same as it changes: server-sent events with a BatchAnswer each, until it stands.',
    access: DECIDERS,
    idempotency: 'none',
  },
  pauseBatch: {
    method: 'POST',
    path: '/v1/batches/:id/pause',
    summary: 'Stop after the chunk under way.',
    access: DECIDERS,
    idempotency: 'none',
    answer: BatchAnswer,
  },
  resumeBatch: {
    method: 'POST',
    path: '/v1/batches/:id/resume',
    summary: 'Go on where it stopped.',
    access: DECIDERS,
    idempotency: 'none',
    answer: BatchAnswer,
  },
  cancelBatch: {
    method: 'POST',
    path: '/v1/batches/:id/cancel',
    summary: 'Stop for good; what was looked up stays registered.',
    access: DECIDERS,
    idempotency: 'none',
    answer: BatchAnswer,
  },
  releaseBatch: {
    method: 'POST',
    path: '/v1/batches/:id/release',
    summary: 'Let a large batch run, or not; never by the person who started it.',
    access: ['reviewer'],
    idempotency: 'none',
    body: BatchReleaseRequest,
    answer: BatchAnswer,
  },
  rerunBatch: {
    method: 'POST',
    path: '/v1/batches/:id/rerun',
    summary: 'Check the same people again.',
    access: DECIDERS,
    idempotency: 'required',
    body: RerunRequest,
    answer: BatchAnswer,
    status: 202,
  },
  batchItems: {
    method: 'GET',
    path: '/v1/batches/:id/items',
    summary: 'Members in the list’s order, without any record.',
    access: DECIDERS,
    idempotency: 'none',
    query: ItemsQuery,
    answer: ItemsAnswer,
  },
  batchDifferences: {
    method: 'GET',
    path: '/v1/batches/:id/differences',
    summary: 'Members whose result is another than in the run before.',
    access: DECIDERS,
    idempotency: 'none',
    answer: DifferencesAnswer,
  },
  batchResults: {
    method: 'GET',
    path: '/v1/batches/:id/results',
    summary: 'Everybody looked up again, as NDJSON, CSV or XLSX.',
    access: DECIDERS,
    idempotency: 'none',
    query: ResultsQuery,
  },
  decideBatch: {
    method: 'POST',
    path: '/v1/batches/:id/decision',
    summary: 'Decide on the clear members of a round.',
    access: DECIDERS,
    idempotency: 'required',
    body: BatchDecisionRequest,
    answer: BatchAnswer,
    status: 202,
  },
  batchReceipt: {
    method: 'GET',
    path: '/v1/batches/:id/receipt',
    summary: 'The receipt of the whole round.',
    access: DECIDERS,
    idempotency: 'none',
    answer: BatchReceiptAnswer,
  },
  recordState: {
    method: 'POST',
    path: '/v1/records/:id/state',
    summary: 'A record is disputed, corrected, repaired, withdrawn or sealed; at once, in every channel.',
    access: ['office'],
    idempotency: 'required',
    body: RecordStateRequest,
    answer: RecordStateAnswer,
  },
  toLift: {
    method: 'GET',
    path: '/v1/measures-to-lift',
    summary: 'Measures in force whose record has ended, with owner and due date.',
    access: DECIDERS,
    idempotency: 'none',
    answer: ToLiftAnswer,
  },
  lift: {
    method: 'POST',
    path: '/v1/decisions/:id/lift',
    summary: 'A measure was lifted.',
    access: DECIDERS,
    idempotency: 'required',
    body: LiftRequest,
    answer: LiftAnswer,
  },
  authorize: {
    method: 'GET',
    path: '/v1/receipts/authorize',
    summary: 'May this decision request pass? For reverse proxies; everything is in headers.',
    access: 'enforcement-point',
    idempotency: 'none',
    status: 204,
  },
  deferralKey: {
    method: 'POST',
    path: '/v1/deferral-keys',
    summary: 'Register the key that signs deferrals.',
    access: DECIDERS,
    idempotency: 'none',
    body: DeferralKeyRequest,
    answer: DeferralKeyAnswer,
  },
  outboxKey: {
    method: 'GET',
    path: '/v1/outbox-key',
    summary: 'The key that outbox bodies are sealed to.',
    access: 'public',
    idempotency: 'none',
    answer: OutboxKeyAnswer,
  },
  outbox: {
    method: 'POST',
    path: '/v1/outbox',
    summary: 'Deliver a decision made during an outage; its owed check is done now.',
    access: DECIDERS,
    idempotency: 'required',
    body: OutboxRequest,
    answer: OutboxAnswer,
  },
  spool: {
    method: 'POST',
    path: '/v1/spool',
    summary: 'Import what an enforcement point let pass during an outage.',
    access: 'enforcement-point',
    idempotency: 'none',
    body: SpoolRequest,
    answer: SpoolAnswer,
    // A thousand lines of some 1.5 kB; a proxy sends a hundred of at most 12 kB.
    bodyLimit: 2 * 1024 * 1024,
  },
  owed: {
    method: 'GET',
    path: '/v1/owed',
    summary: 'Checks that this account still owes.',
    access: DECIDERS,
    idempotency: 'none',
    answer: OwedAnswer,
  },
  session: {
    method: 'GET',
    path: '/v1/session',
    summary: 'Who the gateway takes you for.',
    access: 'signed-in',
    idempotency: 'none',
    answer: SessionAnswer,
  },
  catalogueFeed: {
    method: 'GET',
    path: '/v1/feeds/catalogue',
    summary: 'The signed catalogue.',
    access: 'public',
    idempotency: 'none',
    answer: Feed,
  },
  bindingsFeed: {
    method: 'GET',
    path: '/v1/feeds/bindings',
    summary: 'The signed site bindings.',
    access: 'public',
    idempotency: 'none',
    answer: Feed,
  },
  clock: {
    method: 'GET',
    path: '/v1/clock',
    summary: 'The two clocks.',
    access: 'public',
    idempotency: 'none',
    answer: ClockAnswer,
  },
  moveClock: {
    method: 'POST',
    path: '/v1/demo/clock',
    summary: 'Move the legal date forward (demonstrations only; an entry each time).',
    access: ['operator'],
    idempotency: 'none',
    body: ClockRequest,
    answer: ClockAnswer,
  },
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;

/** Headers of the protocol. */
export const HEADERS = {
  receipt: 'credit-check-receipt',
  deferral: 'credit-check-deferral',
  decisionPoint: 'x-duecheck-decision-point',
  effect: 'x-duecheck-effect',
  case: 'x-duecheck-case',
  /** Several people under one case: which one. "1" where it is left out. */
  part: 'x-duecheck-part',
  method: 'x-duecheck-method',
  uri: 'x-duecheck-uri',
  code: 'x-duecheck-code',
  state: 'x-duecheck-state',
  idempotencyKey: 'idempotency-key',
} as const;
