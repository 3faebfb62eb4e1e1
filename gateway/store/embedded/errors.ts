import { DuecheckError } from '@duecheck/core/errors';

/**
 * - `wrong-architecture`: there is no PostgreSQL in npm for this machine (or for its C library)
 * - `binaries-incomplete`: the package is there, but its install script did not run
 * - `no-disk`: too little room for a cluster, or the disk filled while it ran
 * - `port-taken`: the port that was asked for is in use
 * - `already-running`: a living process owns this data folder's server
 * - `other-version`: the folder was made by another major version of PostgreSQL
 * - `data-foreign`: the folder belongs to another user
 * - `start-failed`: anything else; the message ends with the log's tail
 */
export type EmbeddedErrorCode =
  | 'wrong-architecture'
  | 'binaries-incomplete'
  | 'no-disk'
  | 'port-taken'
  | 'already-running'
  | 'other-version'
  | 'data-foreign'
  | 'start-failed';

/** Says in its message what to type or do; carries paths of this machine, and nothing that a client sent. */
export class EmbeddedError extends DuecheckError<EmbeddedErrorCode> {}
