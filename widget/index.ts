/** For a partner's page: the element, its events and its errors. */
export {
  type CreditCheckElement,
  type CreditCheckEvents,
  type CreditCheckOptions,
  defineCreditCheck,
  RECEIPT_FIELD,
} from './element/credit-check.ts';
export { type CreditCheckError, type CreditCheckErrorCode, WIDGET_ERRORS } from './element/errors.ts';
