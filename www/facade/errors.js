// Sequelize's error classes, with their names, fields and inheritance, and the one place where an
// error of the session becomes one of them.

import { hasOwn } from './util.js';

export class BaseError extends Error {
  constructor(message) {
    super(message);
    this.name = 'SequelizeBaseError';
  }
}

/** A subclass that differs in its name alone. */
function named(Parent, className) {
  const name = `Sequelize${className.replace(/^Sequelize/, '')}`;
  const Class = class extends Parent {
    constructor(...args) {
      super(...args);
      this.name = name;
    }
  };
  return Object.defineProperty(Class, 'name', { value: className });
}

export const AssociationError = named(BaseError, 'AssociationError');
export const EagerLoadingError = named(BaseError, 'EagerLoadingError');
export const EmptyResultError = named(BaseError, 'EmptyResultError');
export const InstanceError = named(BaseError, 'InstanceError');
export const QueryError = named(BaseError, 'QueryError');
export const SequelizeScopeError = named(BaseError, 'SequelizeScopeError');

export class AggregateError extends BaseError {
  constructor(errors) {
    super();
    this.errors = errors;
    this.name = 'AggregateError';
  }

  toString() {
    const lines = this.errors.map((error) => {
      if (error === this) return '[Circular AggregateError]';
      const text = String(error);
      if (error instanceof AggregateError) return text.replace(/\n$/, '').replace(/^/gm, '  ');
      return text.replace(/^/gm, '    ').substring(2);
    });
    return `AggregateError of:\n${lines.join('\n')}\n`;
  }
}

export class BulkRecordError extends BaseError {
  constructor(error, record) {
    super(error.message);
    this.name = 'SequelizeBulkRecordError';
    this.errors = error;
    this.record = record;
  }
}

export class ConnectionError extends BaseError {
  constructor(parent) {
    super(parent ? parent.message : '');
    this.name = 'SequelizeConnectionError';
    this.parent = parent;
    this.original = parent;
  }
}

export const AccessDeniedError = named(ConnectionError, 'AccessDeniedError');
export const ConnectionAcquireTimeoutError = named(ConnectionError, 'ConnectionAcquireTimeoutError');
export const ConnectionRefusedError = named(ConnectionError, 'ConnectionRefusedError');
export const ConnectionTimedOutError = named(ConnectionError, 'ConnectionTimedOutError');
export const HostNotFoundError = named(ConnectionError, 'HostNotFoundError');
export const HostNotReachableError = named(ConnectionError, 'HostNotReachableError');
export const InvalidConnectionError = named(ConnectionError, 'InvalidConnectionError');

export class DatabaseError extends BaseError {
  constructor(parent, options = {}) {
    super(parent.message);
    this.name = 'SequelizeDatabaseError';
    this.parent = parent;
    this.original = parent;
    this.sql = parent.sql;
    this.parameters = parent.parameters ?? {};
    if (options.stack) this.stack = options.stack;
  }
}

export const TimeoutError = named(DatabaseError, 'TimeoutError');

const noParent = () => ({ sql: '', name: '', message: '' });

/** A database error that tells which constraint, of which table and fields. */
class ConstraintError extends DatabaseError {
  constructor(options, name, fallback) {
    const parent = options.parent || noParent();
    super(parent, { stack: options.stack });
    this.name = name;
    this.message = options.message || fallback(parent);
    this.table = options.table;
    this.fields = options.fields;
  }
}

export class ForeignKeyConstraintError extends ConstraintError {
  constructor(options) {
    options = options || {};
    super(options, 'SequelizeForeignKeyConstraintError', (parent) => parent.message || 'Database Error');
    this.value = options.value;
    this.index = options.index;
    this.reltype = options.reltype;
  }
}

export class ExclusionConstraintError extends ConstraintError {
  constructor(options) {
    options = options || {};
    super(options, 'SequelizeExclusionConstraintError', (parent) => parent.message || '');
    this.constraint = options.constraint;
  }
}

export class UnknownConstraintError extends ConstraintError {
  constructor(options) {
    options = options || {};
    super(options, 'SequelizeUnknownConstraintError', () => 'The specified constraint does not exist');
    this.constraint = options.constraint;
  }
}

export class OptimisticLockError extends BaseError {
  constructor(options = {}) {
    super(options.message || `Attempting to update a stale model instance: ${options.modelName}`);
    this.name = 'SequelizeOptimisticLockError';
    this.modelName = options.modelName;
    this.values = options.values;
    this.where = options.where;
  }
}

export const ValidationErrorItemOrigin = { CORE: 'CORE', DB: 'DB', FUNCTION: 'FUNCTION' };

export const ValidationErrorItemType = {
  'notnull violation': 'CORE',
  'string violation': 'CORE',
  'unique violation': 'DB',
  'validation error': 'FUNCTION',
};

export class ValidationErrorItem {
  constructor(message, type, path, value, instance, validatorKey, fnName, fnArgs) {
    this.message = message || '';
    this.type = null;
    this.path = path || null;
    this.value = value !== undefined ? value : null;
    this.origin = null;
    this.instance = instance || null;
    this.validatorKey = validatorKey || null;
    this.validatorName = fnName || null;
    this.validatorArgs = fnArgs || [];
    if (hasOwn(ValidationErrorItemOrigin, type)) {
      this.origin = type;
    } else if (type && hasOwn(ValidationErrorItemType, type.toLowerCase().trim())) {
      this.origin = ValidationErrorItemType[type.toLowerCase().trim()];
      this.type = type;
    }
  }

  getValidatorKey(useTypeAsNS = true, separator = '.') {
    const key = this.validatorKey || this.validatorName;
    const namespaced = useTypeAsNS && this.origin;
    if (namespaced && (typeof separator !== 'string' || separator.length === 0)) {
      throw new Error('Invalid namespace separator given, must be a non-empty string');
    }
    if (typeof key !== 'string' || key.length === 0) return '';
    return (namespaced ? [this.origin, key].join(separator) : key).toLowerCase().trim();
  }
}

export class ValidationError extends BaseError {
  constructor(message, errors, options = {}) {
    super(message);
    this.name = 'SequelizeValidationError';
    this.errors = errors || [];
    this.message = message || describe(this.errors) || 'Validation Error';
    if (options.stack) this.stack = options.stack;
  }

  get(path) {
    return this.errors.filter((error) => error.path === path);
  }
}

function describe(errors) {
  if (!errors[0]?.message) return '';
  return errors.map((error) => `${error.type || error.origin}: ${error.message}`).join(',\n');
}

export class UniqueConstraintError extends ValidationError {
  constructor(options) {
    options = options ?? {};
    const parent = options.parent ?? noParent();
    super(options.message || parent.message || 'Validation Error', options.errors ?? [], { stack: options.stack });
    this.name = 'SequelizeUniqueConstraintError';
    this.parent = parent;
    this.original = parent;
    this.fields = options.fields ?? {};
    this.sql = parent.sql;
  }
}

/** What Node's `assert` throws, which Sequelize uses here and there. */
export class AssertionError extends Error {
  constructor(message) {
    super(message);
    Object.assign(this, { generatedMessage: false, code: 'ERR_ASSERTION', actual: undefined, expected: true, operator: '==' });
    Object.defineProperty(this, 'name', { value: 'AssertionError', configurable: true, writable: true });
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

/** What Sequelize exports, by its own names. */
export const errors = {
  BaseError, AccessDeniedError, AggregateError, AssociationError, BulkRecordError, ConnectionAcquireTimeoutError,
  ConnectionError, ConnectionRefusedError, ConnectionTimedOutError, DatabaseError, EagerLoadingError, EmptyResultError,
  ExclusionConstraintError, ForeignKeyConstraintError, HostNotFoundError, HostNotReachableError, InstanceError,
  InvalidConnectionError, OptimisticLockError, QueryError, SequelizeScopeError, TimeoutError, UniqueConstraintError,
  UnknownConstraintError, ValidationError, ValidationErrorItem, ValidationErrorItemOrigin, ValidationErrorItemType,
};

const standard = { Error, TypeError, RangeError, SyntaxError };

/** The error a session answered with, as an instance of its class. `instance` is the row it was about. */
export function revive({ name = 'Error', message = '', parent, sql, parameters, ...rest }, instance) {
  const className = /^Sequelize(.+)Error$/.test(name) && !hasOwn(errors, name) ? name.slice('Sequelize'.length) : name;
  const original = Object.assign(new Error(parent?.message ?? message), parent, { sql }, parameters && { parameters });
  const details = { message, parent: original, ...rest };
  switch (className) {
    case 'ForeignKeyConstraintError':
      // MySQL's names the side; of a new or changed row Sequelize tells the value.
      return new ForeignKeyConstraintError(details.reltype === 'child' ? { ...details, value: instance?.[details.fields[0]] } : details);
    case 'ExclusionConstraintError':
    case 'UnknownConstraintError':
      return new errors[className](details);
    case 'UniqueConstraintError':
      return new UniqueConstraintError({ ...details, errors: items(rest.errors, instance) });
    case 'ValidationError':
      return new ValidationError(message, items(rest.errors, instance));
    case 'DatabaseError':
    case 'TimeoutError':
      return Object.assign(new errors[className](original), { message });
    default: {
      const Class = errors[className] ?? standard[className] ?? Error;
      return Object.assign(new Class(message), { message }, rest);
    }
  }
}

function items(list, instance) {
  return (list ?? []).map(({ message, type, path, value, validatorKey }) =>
    new ValidationErrorItem(message, type, path, value ?? instance?.[path], instance, validatorKey));
}
