/** The signed lists, and drafts of bindings. */
import { DraftAnswer, DraftsAnswer, SaveDraftRequest, StepDraftRequest } from '../binding-drafts.ts';
import { StaleBindingRequest, StaleBindingsAnswer } from '../bindings.ts';
import { Feed } from '../feeds.ts';
import { DECIDERS, type Route } from './route.ts';

export const LIST_ROUTES = {
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
  reportStale: {
    method: 'POST',
    path: '/v1/bindings/stale',
    summary: 'A page no longer matches its binding. Names no person and no case.',
    access: DECIDERS,
    idempotency: 'none',
    body: StaleBindingRequest,
    status: 204,
  },
  staleBindings: {
    method: 'GET',
    path: '/v1/bindings/stale',
    summary: 'Bindings of the caller’s organisations that no longer match their page, the last reported first.',
    access: ['office', 'manager', 'auditor'],
    idempotency: 'none',
    answer: StaleBindingsAnswer,
  },
  drafts: {
    method: 'GET',
    path: '/v1/bindings/drafts',
    summary: 'Drafts of bindings in the caller’s organisations, the last changed first.',
    access: ['office'],
    idempotency: 'none',
    answer: DraftsAnswer,
  },
  saveDraft: {
    method: 'POST',
    path: '/v1/bindings/drafts',
    summary: 'Keep a binding as it is so far; the client names the draft and the revision that it read.',
    access: ['office'],
    idempotency: 'none',
    bodyLimit: 128 * 1024,
    body: SaveDraftRequest,
    answer: DraftAnswer,
  },
  draft: {
    method: 'GET',
    path: '/v1/bindings/drafts/:id',
    summary: 'One draft, what the linter says of it, and what is in force under its id.',
    access: ['office'],
    idempotency: 'none',
    answer: DraftAnswer,
  },
  stepDraft: {
    method: 'POST',
    path: '/v1/bindings/drafts/:id/step',
    summary: 'Send a draft for approval, approve or return it as a second person, or withdraw it.',
    access: ['office'],
    idempotency: 'none',
    body: StepDraftRequest,
    answer: DraftAnswer,
  },
} as const satisfies Record<string, Route>;
