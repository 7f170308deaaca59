// Default values as an instance gets them: functions called, NOW and UUIDs made, containers copied.

import { types } from './data-types.js';
import { isPlainObject } from './util.js';

export function defaultValue(given) {
  if (typeof given === 'function') {
    const value = given();
    return value instanceof types.ABSTRACT ? value.toSql() : value;
  }
  if (given instanceof types.UUIDV1) return uuidV1();
  if (given instanceof types.UUIDV4) return uuidV4();
  if (given instanceof types.NOW) return new Date();
  if (Array.isArray(given)) return given.slice();
  return isPlainObject(given) ? { ...given } : given;
}

const format = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const random = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length));

// `crypto.randomUUID` is missing where the page is not a secure context.
export function uuidV4() {
  const bytes = random(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return format(bytes);
}

/** 100 ns steps between the Gregorian calendar's first day and 1970 (RFC 9562, 5.1). */
const GREGORIAN = 122_192_928_000_000_000n;
let last = 0n;

export function uuidV1() {
  const now = BigInt(Date.now()) * 10_000n + GREGORIAN;
  last = now > last ? now : last + 1n;
  const bytes = random(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Number(last & 0xffff_ffffn));
  view.setUint16(4, Number((last >> 32n) & 0xffffn));
  view.setUint16(6, Number((last >> 48n) & 0x0fffn) | 0x1000);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  bytes[10] |= 1; // a random node is marked as a multicast address
  return format(bytes);
}
