/**
 * Whether `yyyymmdd` is a day of the calendar between 1800 and 2099. The oldest numbers belong to people born in the
 * 1870s. A day in the future is not caught: this module has no clock.
 */
export function isBirthDate(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year >= 1800 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= last;
}
