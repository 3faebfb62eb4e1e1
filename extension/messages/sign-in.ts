export type SignInResult = 'signed-in' | 'cancelled' | 'outage' | 'unset';
