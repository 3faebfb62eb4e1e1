/** Night maintenance: a window on the clock of Shanghai, such as `23:00-05:00`. */
const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

export const isWindow = (text: unknown): text is string => typeof text === 'string' && WINDOW.test(text);

/** The end is outside. A window over midnight begins on one day and ends on the next. */
export function isWithin(window: string, instant: number): boolean {
  const time = new Date(instant).toLocaleTimeString('sv-SE', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
  const [from = '', to = ''] = window.split('-');
  return from <= to ? from <= time && time < to : time >= from || time < to;
}
