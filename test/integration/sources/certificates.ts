/** An authority of a test's own, and what it signs: in PEM, for one day. */
import 'reflect-metadata'; // x509 asks for it
import * as x509 from '@peculiar/x509';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR = 3_600_000;

export interface Pem {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Pick<Pem, 'cert'> {
  /** @param host that a server is called by; none for a client */
  sign(name: string, host?: string): Promise<Pem>;
}

export async function createAuthority(name: string): Promise<Authority> {
  x509.cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const terms = {
    notBefore: new Date(Date.now() - HOUR),
    notAfter: new Date(Date.now() + 24 * HOUR),
    signingAlgorithm: KEY,
  };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...terms,
    name: `CN=${name}`,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  return {
    cert: root.toString('pem'),
    async sign(subject, host) {
      const own = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
      const cert = await x509.X509CertificateGenerator.create({
        ...terms,
        subject: `CN=${subject}`,
        issuer: root.subject,
        signingKey: keys.privateKey,
        publicKey: own.publicKey,
        extensions:
          host === undefined ? [] : [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
      });
      const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', own.privateKey), 'PRIVATE KEY');
      return { cert: cert.toString('pem'), key };
    },
  };
}
