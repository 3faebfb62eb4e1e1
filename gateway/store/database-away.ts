/** Whether an error says that the database cannot answer now, rather than that it was asked wrongly. */

/**
 * PostgreSQL's classes (appendix A): 08 connection, 53 resources, 57 operator intervention (shutdown, cancelled at its
 * timeout), 55000 takes no connections, 40 rolled back for another's sake. And what the network says.
 */
const AWAY = /^(08...|53...|57...|55000|40001|40P01|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** pg gives these no code: a connection that broke under a query, one that was broken already, none free in time. */
const WITHOUT_CODE = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

export const isDatabaseAway = (error: Error & { readonly code?: string }): boolean =>
  error.code === undefined ? WITHOUT_CODE.test(error.message) : AWAY.test(error.code);
