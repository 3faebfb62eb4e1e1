/** Papers for the person, and the offices’ templates. */
import {
  NoticePaperRequest,
  PaperAnswer,
  PreviewAnswer,
  PreviewRequest,
  TemplateAnswer,
  TemplateQuery,
  TemplateRequest,
  TemplateSaved,
  UndertakingRequest,
} from '../papers.ts';
import { DECIDERS, type Route } from './route.ts';

/** Twelve thousand characters, each of up to six bytes as JSON may write it. */
const TEMPLATE_BODY = 80 * 1024;

export const PAPER_ROUTES = {
  noticePaper: {
    method: 'POST',
    path: '/v1/decisions/:id/notice-paper',
    summary: 'The reasoned notice of a proposed decision, to print and hand over. Each is an entry.',
    access: DECIDERS,
    idempotency: 'required',
    body: NoticePaperRequest,
    answer: PaperAnswer,
  },
  undertaking: {
    method: 'POST',
    path: '/v1/checks/:id/undertaking',
    summary: 'The undertaking for documents that may follow, to print and sign. Each is an entry.',
    access: DECIDERS,
    idempotency: 'required',
    body: UndertakingRequest,
    answer: PaperAnswer,
  },
  template: {
    method: 'GET',
    path: '/v1/templates/:kind',
    summary: 'The template in force for an organisation, and its own versions.',
    access: ['office'],
    idempotency: 'none',
    query: TemplateQuery,
    answer: TemplateAnswer,
  },
  saveTemplate: {
    method: 'POST',
    path: '/v1/templates/:kind',
    summary:
      'A new version of an organisation’s template; refused where it cannot be filled or leaves out a required part.',
    access: ['office'],
    idempotency: 'required',
    body: TemplateRequest,
    answer: TemplateSaved,
    bodyLimit: TEMPLATE_BODY,
  },
  previewTemplate: {
    method: 'POST',
    path: '/v1/templates/:kind/preview',
    summary: 'A template filled with a made-up person.',
    access: ['office'],
    idempotency: 'none',
    body: PreviewRequest,
    answer: PreviewAnswer,
    bodyLimit: TEMPLATE_BODY,
  },
} as const satisfies Record<string, Route>;
