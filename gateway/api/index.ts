/** What the gateway offers, one file each. A capability that is not in this list does not exist. */
import { CONSOLE_ROUTES } from '@duecheck/core/contract';
import type { Capability } from '../http/handler.ts';
import { alerts } from './alerts.ts';
import { auditCase } from './audit-case.ts';
import { auditCoverage } from './audit-coverage.ts';
import { auditEntry } from './audit-entry.ts';
import { auditExport } from './audit-export.ts';
import { auditLive } from './audit-live.ts';
import { searchEntries } from './audit-search.ts';
import { auditStatistics } from './audit-statistics.ts';
import { auditTitles } from './audit-titles.ts';
import { authorisation, withdrawAuthorisation } from './authorisation.ts';
import { authorise } from './authorise.ts';
import { authorize } from './authorize.ts';
import { batch, batchEvents, batches } from './batch.ts';
import { batchDifferences, batchItems } from './batch-items.ts';
import { batchResults } from './batch-results.ts';
import { draft, drafts, saveDraft, stepDraft } from './binding-drafts.ts';
import { setCasePattern } from './case-patterns.ts';
import { caseEvents, caseHistory } from './cases.ts';
import { checks } from './checks.ts';
import { clock, moveClock } from './clock.ts';
import { decide } from './decide.ts';
import { batchReceipt, decideBatch } from './decide-batch.ts';
import { decideUnchecked } from './decide-unchecked.ts';
import { decision } from './decision.ts';
import { decisions } from './decisions.ts';
import { deferralKey } from './deferral-key.ts';
import { due } from './due.ts';
import { effect } from './effect.ts';
import { bindingsFeed, catalogueFeed } from './feeds.ts';
import { hearing } from './hearing.ts';
import { importRejects, importRun, imports } from './imports.ts';
import { lift, toLift } from './lift.ts';
import { limits, setLimit } from './limits.ts';
import { notice } from './notice.ts';
import { noticePaper } from './notice-paper.ts';
import { openWidgetSession } from './open-widget-session.ts';
import { outbox, outboxKey } from './outbox.ts';
import { owed } from './owed.ts';
import { partners, savePartner } from './partners.ts';
import { previewTemplate } from './preview-template.ts';
import { recordState } from './record-state.ts';
import { redeem } from './redeem.ts';
import { answerRelease, askRelease, releases } from './releases.ts';
import { renew } from './renew.ts';
import { reportingDuties } from './reporting-duties.ts';
import { reportCases, reportDecisions } from './reports.ts';
import { reviewAlert, reviewAlerts, stepAlert } from './review-alerts.ts';
import { answerQuestion, reviewQuestions } from './review-questions.ts';
import { proposeRules, reviewRules, stepRules, tryRules } from './review-rules.ts';
import { saveTemplate } from './save-template.ts';
import { session } from './session.ts';
import { spool } from './spool.ts';
import { reportStale, staleBindings } from './stale-bindings.ts';
import { rerunBatch, startBatch } from './start-batch.ts';
import { startImport } from './start-import.ts';
import { cancelBatch, pauseBatch, releaseBatch, resumeBatch } from './steer-batch.ts';
import { template } from './template.ts';
import { undertaking } from './undertaking.ts';
import { withdraw } from './withdraw.ts';

export const CAPABILITIES = [
  due,
  checks,
  caseHistory,
  caseEvents,
  decide,
  decideUnchecked,
  decisions,
  decision,
  notice,
  hearing,
  effect,
  withdraw,
  renew,
  noticePaper,
  undertaking,
  template,
  saveTemplate,
  previewTemplate,
  authorize,
  deferralKey,
  outboxKey,
  outbox,
  spool,
  reportDecisions,
  reportCases,
  setCasePattern,
  searchEntries,
  auditEntry,
  auditCase,
  auditCoverage,
  auditStatistics,
  auditLive,
  auditExport,
  auditTitles,
  reviewAlerts,
  reviewAlert,
  stepAlert,
  reviewQuestions,
  answerQuestion,
  reviewRules,
  proposeRules,
  stepRules,
  tryRules,
  owed,
  authorise,
  authorisation,
  withdrawAuthorisation,
  partners,
  savePartner,
  openWidgetSession,
  redeem,
  askRelease,
  releases,
  answerRelease,
  alerts,
  limits,
  setLimit,
  startBatch,
  batches,
  batch,
  batchEvents,
  pauseBatch,
  resumeBatch,
  cancelBatch,
  releaseBatch,
  rerunBatch,
  batchItems,
  batchDifferences,
  batchResults,
  decideBatch,
  batchReceipt,
  startImport,
  imports,
  importRun,
  importRejects,
  recordState,
  toLift,
  lift,
  reportingDuties,
  session,
  catalogueFeed,
  bindingsFeed,
  reportStale,
  staleBindings,
  drafts,
  draft,
  saveDraft,
  stepDraft,
  clock,
  moveClock,
] as unknown as readonly Capability[];

/** What the console's own origin answers. */
export const CONSOLE_CAPABILITIES = CAPABILITIES.filter(({ route }) => Object.hasOwn(CONSOLE_ROUTES, route));
