/** Partners of the widget, their sessions and receipts. */
import { PartnerAnswer, PartnerRequest, PartnersAnswer } from '../partners.ts';
import { RedeemAnswer, RedeemRequest, WidgetSessionAnswer, WidgetSessionRequest } from '../widget.ts';
import type { Route } from './route.ts';

export const PARTNER_ROUTES = {
  partners: {
    method: 'GET',
    path: '/v1/partners',
    summary: 'The registered partners of the widget.',
    access: ['office'],
    idempotency: 'none',
    answer: PartnersAnswer,
  },
  savePartner: {
    method: 'POST',
    path: '/v1/partners',
    summary: 'Register a partner, change it, or close it at once.',
    access: ['office'],
    idempotency: 'required',
    body: PartnerRequest,
    answer: PartnerAnswer,
  },
  openWidgetSession: {
    method: 'POST',
    path: '/v1/widget/sessions',
    summary: 'Open one enquiry that the person may start on the partner’s page. Looks nobody up.',
    access: 'partner',
    idempotency: 'required',
    body: WidgetSessionRequest,
    answer: WidgetSessionAnswer,
  },
  redeem: {
    method: 'POST',
    path: '/v1/receipts/verify',
    summary: 'Redeem a receipt that a person handed over, once, for the claims of its row.',
    access: 'partner',
    idempotency: 'required',
    body: RedeemRequest,
    answer: RedeemAnswer,
  },
} as const satisfies Record<string, Route>;
