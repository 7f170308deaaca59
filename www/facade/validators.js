// The validators of an attribute's `validate`: those of validator.js that Sequelize documents, and its own.

import equals from 'validator/es/lib/equals.js';
import isAfter from 'validator/es/lib/isAfter.js';
import isAlpha from 'validator/es/lib/isAlpha.js';
import isAlphanumeric from 'validator/es/lib/isAlphanumeric.js';
import isAscii from 'validator/es/lib/isAscii.js';
import isBase64 from 'validator/es/lib/isBase64.js';
import isBefore from 'validator/es/lib/isBefore.js';
import isBoolean from 'validator/es/lib/isBoolean.js';
import isByteLength from 'validator/es/lib/isByteLength.js';
import isCreditCard from 'validator/es/lib/isCreditCard.js';
import isDivisibleBy from 'validator/es/lib/isDivisibleBy.js';
import isEmail from 'validator/es/lib/isEmail.js';
import isEmpty from 'validator/es/lib/isEmpty.js';
import isFloat from 'validator/es/lib/isFloat.js';
import isFQDN from 'validator/es/lib/isFQDN.js';
import isHexColor from 'validator/es/lib/isHexColor.js';
import isHexadecimal from 'validator/es/lib/isHexadecimal.js';
import isIn from 'validator/es/lib/isIn.js';
import isInt from 'validator/es/lib/isInt.js';
import isIP from 'validator/es/lib/isIP.js';
import isISO8601 from 'validator/es/lib/isISO8601.js';
import isJSON from 'validator/es/lib/isJSON.js';
import isJWT from 'validator/es/lib/isJWT.js';
import isLatLong from 'validator/es/lib/isLatLong.js';
import isLength from 'validator/es/lib/isLength.js';
import isLowercase from 'validator/es/lib/isLowercase.js';
import isMACAddress from 'validator/es/lib/isMACAddress.js';
import isMD5 from 'validator/es/lib/isMD5.js';
import isNumeric from 'validator/es/lib/isNumeric.js';
import isPort from 'validator/es/lib/isPort.js';
import isSemVer from 'validator/es/lib/isSemVer.js';
import isSlug from 'validator/es/lib/isSlug.js';
import isStrongPassword from 'validator/es/lib/isStrongPassword.js';
import isUppercase from 'validator/es/lib/isUppercase.js';
import isURL from 'validator/es/lib/isURL.js';
import isUUID from 'validator/es/lib/isUUID.js';
import matches from 'validator/es/lib/matches.js';

const toRegExp = (pattern, modifiers) => (pattern instanceof RegExp ? pattern : new RegExp(pattern, modifiers));

export const validator = {
  equals, isAfter, isAlpha, isAlphanumeric, isAscii, isBase64, isBefore, isBoolean, isByteLength, isCreditCard,
  isDivisibleBy, isEmail, isEmpty, isFloat, isFQDN, isHexColor, isHexadecimal, isIn, isInt, isIP, isISO8601, isJSON,
  isJWT, isLatLong, isLength, isLowercase, isMACAddress, isMD5, isNumeric, isPort, isSemVer, isSlug, isStrongPassword,
  isUppercase, isURL, isUUID, matches,

  // Sequelize's own, which take the place of validator.js's where the names are the same.
  isNull: isEmpty,
  notNull: (value) => value !== null && value !== undefined,
  notEmpty: (text) => !/^[\s\t\r\n]*$/.test(text),
  len: (text, min, max) => isLength(text, min, max),
  isUrl: (text) => isURL(text),
  isIPv4: (text) => isIP(text, 4),
  isIPv6: (text) => isIP(text, 6),
  notIn: (text, values) => !isIn(text, values),
  regex: (text, pattern, modifiers) => text.match(toRegExp(pattern, modifiers)),
  is: (text, pattern, modifiers) => text.match(toRegExp(pattern, modifiers)),
  notRegex: (text, pattern, modifiers) => !text.match(toRegExp(pattern, modifiers)),
  not: (text, pattern, modifiers) => !text.match(toRegExp(pattern, modifiers)),
  isDecimal: (text) => text !== '' && /^(?:-?(?:[0-9]+))?(?:\.[0-9]*)?(?:[eE][+-]?(?:[0-9]+))?$/.test(text),
  min: (text, least) => Number.isNaN(parseFloat(text)) || parseFloat(text) >= least,
  max: (text, most) => Number.isNaN(parseFloat(text)) || parseFloat(text) <= most,
  contains: (text, part) => Boolean(part) && text.includes(part),
  notContains: (text, part) => !(part && text.includes(part)),
  isDate: (text) => !Number.isNaN(Date.parse(text)),
  isImmutable: (value, args, field, instance) =>
    instance.isNewRecord || instance.dataValues[field] === instance._previousDataValues[field],
  extend(name, check) {
    this[name] = check;
    return this;
  },
};
