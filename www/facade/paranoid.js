// Models whose rows are not deleted but marked as such. The session leaves those rows out by itself; here
// stands where Sequelize asks for it once more.

import { Op } from './operators.js';

/** What a paranoid model's call looks for: rows that are not deleted. */
export function whereNotDeleted({ options: { paranoid }, _timestampAttributes: { deletedAt }, rawAttributes }, options) {
  if (!paranoid || !deletedAt || options.paranoid === false) return options.where;
  const isThere = { [rawAttributes[deletedAt].field]: { [Op.eq]: null } };
  return { [Op.and]: options.where ? [isThere, options.where] : [isThere] };
}
