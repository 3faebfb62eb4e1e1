/** For a partner's server: open an enquiry, redeem what comes back, or look at a receipt without asking anybody. */
export { createPartner, type Partner, type PartnerOptions } from './partner.ts';
export { PartnerError, type PartnerErrorCode } from './partner-error.ts';
export type * from './types.ts';
export { type HandoverExpectation, type Jwks, verifyHandover } from './verify-handover.ts';
