class User extends Model {
  static associate({ Todo }) {
    this.hasMany(Todo, {
      as: 'todos',
      foreignKey: 'ownerId',
      onDelete: 'CASCADE',
    });
  }

  get greeting() {
    return `Hello, ${this.name}`;
  }
}

class Todo extends Model {
  static associate({ User, Note }) {
    this.belongsTo(User, { as: 'owner', foreignKey: 'ownerId' });
    this.hasMany(Note, {
      as: 'notes',
      foreignKey: 'todoId',
      onDelete: 'CASCADE',
    });
  }

  async finish() {
    return this.update({ done: true });
  }
}

class Note extends Model {
  static associate({ Todo }) {
    this.belongsTo(Todo, { as: 'todo', foreignKey: 'todoId' });
  }
}

User.init(
  { name: { type: DataTypes.STRING, allowNull: false } },
  { sequelize, modelName: 'User' },
);

Todo.init(
  {
    text: { type: DataTypes.STRING, allowNull: false },
    done: {
      type: DataTypes.BOOLEAN,
      allowNull: false,
      defaultValue: false,
    },
  },
  { sequelize, modelName: 'Todo' },
);

Note.init(
  { text: DataTypes.TEXT },
  { sequelize, modelName: 'Note', timestamps: false },
);

// Associations come last, when every model is there.
for (const model of Object.values(sequelize.models)) {
  model.associate?.(sequelize.models);
}
