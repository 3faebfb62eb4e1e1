/** As such systems note it beside a decision: `2026-11-23 09:42:05`. */
export const localTime = (): string => new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
