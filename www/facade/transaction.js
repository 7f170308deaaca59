// `sequelize.transaction()`: managed and unmanaged transactions, and savepoints inside them.

import { withCall } from './calls.js';
import { uuidV4 } from './defaults.js';

/** The transaction that `Sequelize.useCLS` carries, if it is in use. */
export const carriedTransaction = (sequelize) => sequelize.constructor._cls?.get('transaction');

export class Transaction {
  static TYPES = { DEFERRED: 'DEFERRED', IMMEDIATE: 'IMMEDIATE', EXCLUSIVE: 'EXCLUSIVE' };

  static ISOLATION_LEVELS = {
    READ_UNCOMMITTED: 'READ UNCOMMITTED',
    READ_COMMITTED: 'READ COMMITTED',
    REPEATABLE_READ: 'REPEATABLE READ',
    SERIALIZABLE: 'SERIALIZABLE',
  };

  static LOCK = { UPDATE: 'UPDATE', SHARE: 'SHARE', KEY_SHARE: 'KEY SHARE', NO_KEY_UPDATE: 'NO KEY UPDATE' };

  constructor(sequelize, options = {}) {
    const { transaction: parent, ...rest } = withCall({ ...options }, 'sequelize.transaction()');
    this.sequelize = sequelize;
    this.parent = parent ?? undefined;
    this.savepoints = [];
    this._afterCommitHooks = [];
    this.id = this.parent?.id ?? uuidV4();
    this.name = this.id;
    if (this.parent) this.name += `-sp-${this.parent.savepoints.push(this)}`;
    const { transactionType: type, isolationLevel } = sequelize.options;
    this.options = { type, isolationLevel, readOnly: false, ...rest };
  }

  get LOCK() {
    return Transaction.LOCK;
  }

  /** It holds nothing that would have to be given back. */
  cleanup() {}

  /** Opens it: BEGIN, or SAVEPOINT inside a parent. */
  async prepareEnvironment(useCLS = true) {
    const { type, isolationLevel, readOnly, deferrable } = this.options;
    this.connection = { uuid: this.id };
    try {
      this._send(this.parent ? 'savepoint' : 'begin', { options: { type, isolationLevel, readOnly, deferrable } });
    } catch (error) {
      await this.rollback().catch(() => {});
      throw error;
    }
    if (useCLS) this.sequelize.constructor._cls?.set('transaction', this);
  }

  async commit() {
    if (this.finished) {
      throw new Error(`Transaction cannot be committed because it has been finished with state: ${this.finished}`);
    }
    try {
      this._send('commit');
    } finally {
      this._finish('commit');
      for (const hook of this._afterCommitHooks) await hook.call(this, this);
    }
  }

  async rollback() {
    if (this.finished) {
      throw new Error(`Transaction cannot be rolled back because it has been finished with state: ${this.finished}`);
    }
    if (!this.connection) throw new Error('Transaction cannot be rolled back because it never started');
    try {
      this._send('rollback');
    } finally {
      this._finish('rollback');
    }
  }

  afterCommit(hook) {
    if (typeof hook !== 'function') throw new Error('"fn" must be a function');
    this._afterCommitHooks.push(hook);
  }

  _finish(state) {
    this.finished = state;
    if (carriedTransaction(this.sequelize) === this) this.sequelize.constructor._cls.set('transaction', null);
  }

  _send(action, fields = {}) {
    return this.sequelize.connection.send('transaction', { action, id: this.name, parent: this.parent?.id, ...fields }, this.options);
  }
}
