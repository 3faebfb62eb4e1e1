import { readAccount } from './account.ts';
import { deferralKey, fetchOutboxKey, readOutboxKey, registerDeferralKey } from './deferral-keys.ts';

/** While the gateway answers: what this office's outage will need. A post higher in the tree decides for several. */
export async function prepareOrganisation(organisation: string): Promise<void> {
  const account = await readAccount();
  if (account === null) return;
  if (!(await deferralKey(account, organisation))) await registerDeferralKey(organisation);
  if (!(await readOutboxKey())) await fetchOutboxKey();
}
