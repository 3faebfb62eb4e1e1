/** What auditors ask. */
import {
  AuditCaseQuery,
  AuditEntryAnswer,
  AuditExportAnswer,
  AuditExportRequest,
  AuditSearchAnswer,
  AuditSearchRequest,
  CoverageAnswer,
  CoverageQuery,
  StatisticsAnswer,
  StatisticsQuery,
} from '../audit.ts';
import { AuditTitlesAnswer } from '../console.ts';
import type { Route } from './route.ts';

export const AUDIT_ROUTES = {
  searchEntries: {
    method: 'POST',
    path: '/v1/audit/entries',
    summary: 'Entries of the register by their clear and keyed columns, newest first. Each search is an entry.',
    access: ['auditor'],
    idempotency: 'none',
    body: AuditSearchRequest,
    answer: AuditSearchAnswer,
  },
  auditEntry: {
    method: 'GET',
    path: '/v1/audit/entries/:id',
    summary:
      'One entry with what proves it: leaf, opening of its row, inclusion under a checkpoint. Each look is an entry.',
    access: ['auditor'],
    idempotency: 'none',
    answer: AuditEntryAnswer,
  },
  auditCase: {
    method: 'GET',
    path: '/v1/audit/cases/:key',
    summary: 'What was done in one case, oldest first. Each look is an entry.',
    access: ['auditor'],
    idempotency: 'none',
    query: AuditCaseQuery,
    answer: AuditSearchAnswer,
  },
  auditCoverage: {
    method: 'GET',
    path: '/v1/audit/coverage',
    summary: 'Of the decisions that were told, how many had their check, and who told of them. Each look is an entry.',
    access: ['auditor'],
    idempotency: 'none',
    query: CoverageQuery,
    answer: CoverageAnswer,
  },
  auditStatistics: {
    method: 'GET',
    path: '/v1/audit/statistics',
    summary: 'Months that have ended, by day: what was done how often, small numbers kept back. Each look is an entry.',
    access: ['auditor'],
    idempotency: 'none',
    query: StatisticsQuery,
    answer: StatisticsAnswer,
  },
  auditLive: {
    method: 'GET',
    path: '/v1/audit/live',
    summary:
      'Server-sent events: each entry as it takes its place in the log, clear columns alone. Goes on after Last-Event-ID.',
    access: ['auditor'],
    idempotency: 'none',
  },
  auditExport: {
    method: 'POST',
    path: '/v1/audit/exports',
    summary: 'Entries as CSV, JSONL or XLSX, with a bundle that proves them offline. Each is an entry.',
    access: ['auditor'],
    idempotency: 'none',
    body: AuditExportRequest,
    answer: AuditExportAnswer,
  },
  auditTitles: {
    method: 'GET',
    path: '/v1/audit/titles',
    summary: 'How offices and decision points are called, for the console. Reads no entry.',
    access: ['auditor'],
    idempotency: 'none',
    answer: AuditTitlesAnswer,
  },
} as const satisfies Record<string, Route>;
