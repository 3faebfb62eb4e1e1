/** Lists show the ends of a number only; the detail shows it whole. */
export const maskedForList = (idNumber: string): string =>
  idNumber.length < 15
    ? idNumber.replace(/^(.{2}).+(.{2})$/, '$1****$2')
    : idNumber.replace(/^(.{4}).+(.{4})$/, '$1**********$2');
