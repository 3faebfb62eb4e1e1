/** Enforcement points, outages, and what hosts report. */
import { CasePatternAnswer, CasePatternRequest, CasesReport, DecisionsReport, ReportAnswer } from '../denominator.ts';
import {
  DeferralKeyAnswer,
  DeferralKeyRequest,
  OutboxAnswer,
  OutboxKeyAnswer,
  OutboxRequest,
  OwedAnswer,
  SpoolAnswer,
  SpoolRequest,
} from '../owed.ts';
import { DECIDERS, type Route } from './route.ts';

/** A thousand lines, each with a case of two hundred characters as JSON may write them. */
const REPORT_BODY = 2 * 1024 * 1024;

export const ENFORCEMENT_ROUTES = {
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
  reportDecisions: {
    method: 'POST',
    path: '/v1/decisions:report',
    summary:
      'Decisions that an office took, checked or not: the denominator of coverage. Telling twice changes nothing.',
    access: 'enforcement-point',
    idempotency: 'none',
    body: DecisionsReport,
    answer: ReportAnswer,
    bodyLimit: REPORT_BODY,
  },
  reportCases: {
    method: 'POST',
    path: '/v1/cases:report',
    summary: 'Cases that an office opened. Telling twice changes nothing.',
    access: 'enforcement-point',
    idempotency: 'none',
    body: CasesReport,
    answer: ReportAnswer,
    bodyLimit: REPORT_BODY,
  },
  setCasePattern: {
    method: 'POST',
    path: '/v1/case-patterns',
    summary:
      'What the case numbers of an organisation and everything below it look like; reports of others are refused.',
    access: ['office'],
    idempotency: 'required',
    body: CasePatternRequest,
    answer: CasePatternAnswer,
  },
  owed: {
    method: 'GET',
    path: '/v1/owed',
    summary: 'Checks that this account still owes.',
    access: DECIDERS,
    idempotency: 'none',
    answer: OwedAnswer,
  },
} as const satisfies Record<string, Route>;
