/** A partner's server looks at a receipt without asking anybody: the package's own function, on this process's CPU. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { caseHash } from '../../core/receipt/index.ts';
import { portableSuite } from '../../core/register/index.ts';
import { verifyHandover } from '../../widget/verify/index.ts';

const WARM = 200;
const MEASURED = 2000;
const JTI = 'rcp_01900000-0000-7000-8000-000000000000';
const CASE = { key: 'bench', part: '1' };
const NOW = 1_790_000_000;

/** @param {{ say: (figure: import('../lib/figures.mjs').Figure) => void }} options */
export function verifyFigures({ say }) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const token = receipt(privateKey);
  const jwks = { keys: [{ kid: 'r1', kty: 'OKP', crv: 'Ed25519', x }] };
  const expected = {
    ...{ partner: 'bench', decisionPoint: 'commercial-loan', nonce: 'n'.repeat(16), origin: 'https://bench.example' },
    case: CASE,
  };
  const verify = () => {
    const answer = verifyHandover(token, jwks, expected, NOW * 1000);
    if (!answer.ok) throw new Error(`the receipt does not stand: ${answer.code}`);
  };
  for (let n = 0; n < WARM; n++) verify();
  const before = process.cpuUsage();
  for (let n = 0; n < MEASURED; n++) verify();
  const { user, system } = process.cpuUsage(before);
  const value = Math.round((user + system) / MEASURED);
  say({ name: 'widget.verify.offline', value, unit: 'µs CPU', budget: { most: 300 } });
}

/** @param {import('node:crypto').KeyObject} key */
function receipt(key) {
  const digest = 'A'.repeat(43);
  const claims = {
    ...{ iss: 'https://gateway.example', aud: 'bench', jti: JTI, iat: NOW - 10, exp: NOW + 890, use: 'handover' },
    ...{ nonce: 'n'.repeat(16), state: 'checked', organisation: 'bench', decisionPoint: 'commercial-loan' },
    caseHash: Buffer.from(
      caseHash(portableSuite(), { jti: JTI, organisation: 'bench', decisionPoint: 'commercial-loan', ...CASE }),
    ).toString('base64url'),
    ...{ subjectCommitment: digest, checkId: null, decisionId: null, effect: 'favourable', catalogueVersion: '1' },
    register: { entry: 'ent_01900000-0000-7000-8000-000000000000', leafHash: digest },
    origin: 'https://bench.example',
  };
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA', kid: 'r1', typ: 'duecheck-receipt+jws', suite: 'intl-1' })}.${part(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}
