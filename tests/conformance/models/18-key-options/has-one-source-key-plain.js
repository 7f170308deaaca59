const Gardener = sequelize.define('Gardener', {
  badge: { type: DataTypes.STRING(8), unique: true, field: 'badge_no' },
});
const Plant = sequelize.define('Plant', {});

Gardener.hasOne(Plant, { sourceKey: 'badge' });
