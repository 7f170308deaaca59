// `Deferrable`: when a constraint is checked (postgres), on a column or in a transaction.

import { invokable } from './invokable.js';

class Deferral {
  static toString() {
    return this.name;
  }

  toString() {
    return this.toSql();
  }
}

class INITIALLY_DEFERRED extends Deferral {
  toSql() {
    return 'DEFERRABLE INITIALLY DEFERRED';
  }
}

class INITIALLY_IMMEDIATE extends Deferral {
  toSql() {
    return 'DEFERRABLE INITIALLY IMMEDIATE';
  }
}

class NOT extends Deferral {
  toSql() {
    return 'NOT DEFERRABLE';
  }
}

/** `SET CONSTRAINTS`, for the constraints named or for all. */
class SetConstraints extends Deferral {
  constructor(constraints) {
    super();
    this.constraints = constraints;
  }

  toSql() {
    const names = this.constraints?.length ? this.constraints.map((name) => `"${name}"`).join(', ') : 'ALL';
    return `SET CONSTRAINTS ${names} ${this.constructor.mode}`;
  }
}

class SET_DEFERRED extends SetConstraints {
  static mode = 'DEFERRED';
}

class SET_IMMEDIATE extends SetConstraints {
  static mode = 'IMMEDIATE';
}

export const isDeferral = (value) =>
  value instanceof Deferral || (typeof value === 'function' && value.prototype instanceof Deferral);

export const Deferrable = {
  INITIALLY_DEFERRED: invokable(INITIALLY_DEFERRED),
  INITIALLY_IMMEDIATE: invokable(INITIALLY_IMMEDIATE),
  NOT: invokable(NOT),
  SET_DEFERRED: invokable(SET_DEFERRED),
  SET_IMMEDIATE: invokable(SET_IMMEDIATE),
};
