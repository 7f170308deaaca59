// What `sequelize.fn`, `col`, `cast`, `literal`, `json` and `where` make: pieces of SQL in place of a value.

import { isPlainObject } from './util.js';

export class SequelizeMethod {}

export class Fn extends SequelizeMethod {
  constructor(fn, args) {
    super();
    this.fn = fn;
    this.args = args;
  }

  clone() {
    return new Fn(this.fn, this.args);
  }
}

export class Col extends SequelizeMethod {
  constructor(col, ...more) {
    super();
    this.col = more.length > 0 ? more : col;
  }
}

export class Cast extends SequelizeMethod {
  constructor(val, type, json) {
    super();
    this.val = val;
    this.type = (type || '').trim();
    this.json = json || false;
  }
}

export class Literal extends SequelizeMethod {
  constructor(val) {
    super();
    this.val = val;
  }
}

export class Json extends SequelizeMethod {
  constructor(conditionsOrPath, value) {
    super();
    if (isPlainObject(conditionsOrPath)) {
      this.conditions = conditionsOrPath;
    } else {
      this.path = conditionsOrPath;
      if (value) this.value = value;
    }
  }
}

export class Where extends SequelizeMethod {
  constructor(attribute, comparator, logic) {
    super();
    this.attribute = attribute;
    [this.comparator, this.logic] = logic === undefined ? ['=', comparator] : [comparator, logic];
  }
}
