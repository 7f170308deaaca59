// Writes the model files of tests/conformance/generated: each option alone, in pairs, from either side.

const show = (options) => (options ? `, ${options}` : '');
const slug = (text) => text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').toLowerCase() || 'plain';

/** Options without a `foreignKey` merged with one. */
const withKey = (key, options) => {
  const parts = [key && `foreignKey: ${key}`, options].filter(Boolean);
  return parts.length ? `{ ${parts.join(', ')} }` : '';
};

const ACTIONS = ['', "onDelete: 'CASCADE'", "onDelete: 'RESTRICT'", "onDelete: 'SET NULL'", "onDelete: 'NO ACTION'", "onDelete: 'set default'", "onUpdate: 'RESTRICT'", 'constraints: false', "constraints: false, onDelete: 'CASCADE'"];
const KEYS = ['', "'pid'", '{ allowNull: false }', '{ allowNull: true }', "{ name: 'pid', allowNull: false }", "{ name: 'pid', field: 'p_id' }"];

/** Yields `[name, code]`. */
export function* generated() {
  yield* actions();
  yield* bothSides();
  yield* declaredKeys();
  yield* keyObjects();
  yield* manyToMany();
  yield* manyToManyPairs();
  yield* modelOptions();
  yield* types();
  yield* words();
}

/** Every kind with every key and every action. */
function* actions() {
  for (const kind of ['belongsTo', 'hasOne', 'hasMany']) {
    for (const key of KEYS) {
      for (const action of ACTIONS) {
        const options = withKey(key, action);
        const call = kind === 'belongsTo' ? `Task.belongsTo(User${show(options)});` : `User.${kind}(Task${show(options)});`;
        yield [`action-${slug(kind)}-${slug(key)}-${slug(action)}`, `const User = sequelize.define('User', {});\nconst Task = sequelize.define('Task', {});\n${call}\n`];
      }
    }
  }
}

/** Both sides of a relation with different options: the first to declare the key wins. */
function* bothSides() {
  const said = ['', "{ onDelete: 'CASCADE' }", '{ foreignKey: { allowNull: false } }', '{ constraints: false }', "{ foreignKey: 'ownerId' }", "{ as: 'things', foreignKey: 'ownerId' }"];
  for (const kind of ['hasOne', 'hasMany']) {
    for (const [i, one] of said.entries()) {
      for (const [j, other] of said.entries()) {
        if (i === j && i > 0) continue;
        const has = `User.${kind}(Task${show(one)});`;
        const belongs = `Task.belongsTo(User${show(other.replace('things', 'owner'))});`;
        const models = "const User = sequelize.define('User', {});\nconst Task = sequelize.define('Task', {});\n";
        yield [`sides-${slug(kind)}-${i}-${j}-source-first`, `${models}${has}\n${belongs}\n`];
        yield [`sides-${slug(kind)}-${i}-${j}-target-first`, `${models}${belongs}\n${has}\n`];
      }
    }
  }
}

/** The key is an attribute already. */
function* declaredKeys() {
  const declared = {
    bare: 'DataTypes.INTEGER',
    nullable: '{ type: DataTypes.INTEGER, allowNull: true }',
    required: '{ type: DataTypes.INTEGER, allowNull: false }',
    referencing: "{ type: DataTypes.INTEGER, references: { model: 'Users', key: 'id' } }",
    cascading: "{ type: DataTypes.INTEGER, references: { model: User, key: 'id' }, onDelete: 'cascade' }",
    field: "{ type: DataTypes.BIGINT, field: 'user_id', comment: 'who' }",
    unique: '{ type: DataTypes.INTEGER, unique: true }',
    default: '{ type: DataTypes.INTEGER, defaultValue: 1 }',
  };
  for (const [name, attribute] of Object.entries(declared)) {
    for (const kind of ['belongsTo', 'hasOne', 'hasMany']) {
      for (const options of ['', "{ onDelete: 'CASCADE', foreignKey: { allowNull: false } }"]) {
        const call = kind === 'belongsTo' ? `Task.belongsTo(User${show(options)});` : `User.${kind}(Task${show(options)});`;
        yield [`declared-${name}-${slug(kind)}${options ? '-told' : ''}`, `const User = sequelize.define('User', {});\nconst Task = sequelize.define('Task', { UserId: ${attribute} });\n${call}\n`];
      }
    }
  }
}

/** What a foreignKey object may say. */
function* keyObjects() {
  const objects = ["{ name: 'ownerId', type: DataTypes.BIGINT }", "{ name: 'ownerId', unique: true }", "{ name: 'ownerId', unique: 'one_owner' }", "{ name: 'ownerId', defaultValue: 7 }", "{ name: 'ownerId', comment: 'the owner' }", "{ name: 'ownerId', primaryKey: true }", "{ fieldName: 'ownerId' }", "{ name: 'ownerId', onDelete: 'CASCADE' }", "{ field: 'owner_id' }"];
  for (const [i, object] of objects.entries()) {
    for (const kind of ['belongsTo', 'hasOne', 'hasMany']) {
      const call = kind === 'belongsTo' ? `Task.belongsTo(User, { foreignKey: ${object} });` : `User.${kind}(Task, { foreignKey: ${object} });`;
      yield [`key-object-${i}-${slug(kind)}`, `const User = sequelize.define('User', {});\nconst Task = sequelize.define('Task', {});\n${call}\n`];
    }
  }
  for (const kind of ['hasOne', 'hasMany', 'belongsTo']) {
    const key = kind === 'belongsTo' ? 'targetKey' : 'sourceKey';
    for (const extra of ['', ", keyType: DataTypes.STRING(20)", ", foreignKey: 'userMail'", ", as: 'thing'"]) {
      const call = kind === 'belongsTo' ? `Task.belongsTo(User, { ${key}: 'mail'${extra} });` : `User.${kind}(Task, { ${key}: 'mail'${extra} });`;
      yield [`key-${slug(key)}-${slug(kind)}-${slug(extra)}`, `const User = sequelize.define('User', { mail: { type: DataTypes.STRING(80), unique: true, field: 'e_mail' } });\nconst Task = sequelize.define('Task', {});\n${call}\n`];
    }
  }
}

const MANY = ['', "as: 'Jobs'", "as: { singular: 'Duty', plural: 'Duties' }", "foreignKey: 'worker'", "otherKey: 'job'", "foreignKey: 'worker', otherKey: 'job'", "foreignKey: { name: 'worker', allowNull: false }", "uniqueKey: 'once'", 'timestamps: false', 'constraints: false', "onDelete: 'RESTRICT'", "onUpdate: 'SET NULL'", "sourceKey: 'mail'", "targetKey: 'title'", "scope: { done: true }"];

/** One side of an N:M, through a text, a model, and models with keys of their own. */
function* manyToMany() {
  const throughs = {
    text: ['', "'Work'"],
    object: ['', "{ model: 'Work', unique: false, scope: { kind: 'a' } }"],
    model: ["const Work = sequelize.define('Work', { role: DataTypes.STRING });\n", 'Work'],
    keyed: ["const Work = sequelize.define('Work', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true } });\n", 'Work'],
    loose: ["const Work = sequelize.define('Work', { no: { type: DataTypes.INTEGER, primaryKey: true } });\n", '{ model: Work, unique: false }'],
  };
  for (const [name, [define, through]] of Object.entries(throughs)) {
    for (const options of MANY) {
      const all = `{ through: ${through}${options ? `, ${options}` : ''} }`;
      yield [`many-${name}-${slug(options)}`, `const User = sequelize.define('User', { mail: { type: DataTypes.STRING, unique: true } });\nconst Task = sequelize.define('Task', { title: { type: DataTypes.STRING(40), unique: true } });\n${define}User.belongsToMany(Task, ${all});\n`];
    }
  }
}

/** Both sides of an N:M. */
function* manyToManyPairs() {
  for (const [i, one] of MANY.entries()) {
    for (const other of ['', "as: 'Workers'", "foreignKey: 'job'", "otherKey: 'worker'", "onDelete: 'SET NULL'", "sourceKey: 'title'"]) {
      for (const through of ["'Work'", 'Work']) {
        if (through === 'Work' && i % 2) continue;
        const define = through === 'Work' ? "const Work = sequelize.define('Work', { role: DataTypes.STRING });\n" : '';
        yield [`pair-${slug(one)}-${slug(other)}-${through === 'Work' ? 'model' : 'text'}`, `const User = sequelize.define('User', { mail: { type: DataTypes.STRING, unique: true } });\nconst Task = sequelize.define('Task', { title: { type: DataTypes.STRING(40), unique: true } });\n${define}User.belongsToMany(Task, { through: ${through}${one ? `, ${one}` : ''} });\nTask.belongsToMany(User, { through: ${through}${other ? `, ${other}` : ''} });\n`];
      }
    }
  }
}

/** Every model option on either side of every kind. */
function* modelOptions() {
  const options = ['underscored: true', 'freezeTableName: true', "tableName: 'the_table'", 'timestamps: false', 'paranoid: true', "createdAt: 'born', updatedAt: false", "schema: 'shop'", "name: { singular: 'one', plural: 'many' }", "comment: 'it''s theirs'".replace("''", "\\'"), "engine: 'MyISAM', charset: 'utf8', collate: 'utf8_bin', initialAutoIncrement: 100, rowFormat: 'DYNAMIC'", 'version: true', "paranoid: true, deletedAt: 'gone'", "indexes: [{ fields: ['id'] }]"];
  const calls = { 'belongs-to': 'Task.belongsTo(User);', 'has-many': 'User.hasMany(Task);', 'has-one': 'User.hasOne(Task);', 'belongs-to-many': "User.belongsToMany(Task, { through: 'UserTasks' });\nTask.belongsToMany(User, { through: 'UserTasks' });" };
  for (const option of options) {
    for (const [kind, call] of Object.entries(calls)) {
      yield [`option-${slug(option).slice(0, 40)}-user-${kind}`, `const User = sequelize.define('User', {}, { ${option} });\nconst Task = sequelize.define('Task', {});\n${call}\n`];
      yield [`option-${slug(option).slice(0, 40)}-task-${kind}`, `const User = sequelize.define('User', {});\nconst Task = sequelize.define('Task', {}, { ${option} });\n${call}\n`];
    }
  }
}

/** Every data type, alone and with what goes with it. */
function* types() {
  const all = ['STRING', 'STRING(40)', 'STRING.BINARY', 'STRING(40).BINARY', 'STRING(40, true)', 'CHAR', 'CHAR(3)', 'CHAR.BINARY', 'TEXT', "TEXT('tiny')", "TEXT('medium')", "TEXT('long')", 'CITEXT', 'TINYINT', 'TINYINT(2)', 'SMALLINT', 'SMALLINT.UNSIGNED', 'MEDIUMINT', 'MEDIUMINT(5).UNSIGNED', 'INTEGER', 'INTEGER(11)', 'INTEGER.UNSIGNED', 'INTEGER(5).ZEROFILL', 'INTEGER(5).UNSIGNED.ZEROFILL', 'BIGINT', 'BIGINT(20)', 'BIGINT.UNSIGNED', 'FLOAT', 'FLOAT(11)', 'FLOAT(11, 10)', 'FLOAT.UNSIGNED', 'FLOAT(11).ZEROFILL', 'REAL', 'REAL(11)', 'REAL(11, 12)', 'DOUBLE', 'DOUBLE(11)', 'DOUBLE(11, 10)', 'DOUBLE.UNSIGNED', 'DECIMAL', 'DECIMAL(10)', 'DECIMAL(10, 2)', 'DECIMAL(10, 2).UNSIGNED', 'NUMERIC(8, 4)', 'BOOLEAN', 'DATE', 'DATE(6)', 'DATEONLY', 'TIME', 'NOW', 'UUID', 'UUIDV1', 'UUIDV4', "ENUM('a', 'b')", "ENUM(['it\\'s', 'b c'])", 'JSON', 'JSONB', 'BLOB', "BLOB('tiny')", "BLOB('medium')", "BLOB('long')", 'ARRAY(DataTypes.INTEGER)', 'ARRAY(DataTypes.STRING(20))', "ARRAY(DataTypes.ENUM('x', 'y'))", 'ARRAY(DataTypes.DECIMAL(6, 2))', 'RANGE', 'RANGE(DataTypes.INTEGER)', 'RANGE(DataTypes.BIGINT)', 'RANGE(DataTypes.DATE)', 'RANGE(DataTypes.DATEONLY)', 'RANGE(DataTypes.DECIMAL)', 'VIRTUAL', "VIRTUAL(DataTypes.BOOLEAN, ['id'])", 'GEOMETRY', "GEOMETRY('POINT')", "GEOMETRY('POLYGON', 4326)", 'GEOGRAPHY', "GEOGRAPHY('POINT', 4326)", 'CIDR', 'INET', 'MACADDR', 'TSVECTOR'];
  for (const [i, type] of all.entries()) {
    yield [`type-${String(i).padStart(2, '0')}-${slug(type)}`, `sequelize.define('Thing', {\n  plain: DataTypes.${type},\n  required: { type: DataTypes.${type}, allowNull: false },\n  told: { type: DataTypes.${type}, unique: true, comment: 'note' },\n});\n`];
  }
  const keys = ['INTEGER', 'BIGINT', 'SMALLINT', 'STRING', 'UUID', 'STRING(10)', 'DECIMAL(5)', 'TINYINT'];
  for (const type of keys) {
    for (const auto of [false, true]) {
      if (auto && !/INT/.test(type)) continue;
      yield [`primary-${slug(type)}${auto ? '-auto' : ''}`, `const Parent = sequelize.define('Parent', { code: { type: DataTypes.${type}, primaryKey: true${auto ? ', autoIncrement: true' : ''} } });\nconst Child = sequelize.define('Child', {});\nParent.hasMany(Child);\nChild.belongsTo(Parent);\nParent.belongsToMany(Child, { through: 'Kin', as: 'Kids' });\n`];
    }
  }
}

/** Names that show how English nouns are inflected. */
function* words() {
  const names = ['person', 'Child', 'Category', 'Address', 'Bus', 'Box', 'Wolf', 'Knife', 'Analysis', 'Datum', 'Media', 'Series', 'Sheep', 'Mouse', 'Status', 'News', 'user_profile', 'OrderItem', 'Quiz', 'Hero', 'Photo', 'Toy', 'Man', 'Foot', 'Criterion', 'Goose', 'Index', 'Matrix', 'Data', 'Equipment'];
  for (const name of names) {
    yield [`word-${slug(name)}`, `const One = sequelize.define('${name}', {});\nconst Other = sequelize.define('Other', {});\nOne.hasMany(Other);\nOther.hasMany(One);\nOne.belongsToMany(Other, { through: 'Joined', as: '${name}s' });\nOther.hasOne(One, { as: 'first${name}' });\n`];
  }
}
