/** The name of a log, which its signers, witnesses and auditors know it by: `<host>/register/<year>/<epoch>`. */
export interface LogEpoch {
  readonly year: number;
  readonly epoch: number;
}

/** @param url the gateway's public URL. */
export const logOrigin = (url: string, { year, epoch }: LogEpoch = { year: 2026, epoch: 1 }): string =>
  `${new URL(url).host}/register/${year}/${epoch}`;
