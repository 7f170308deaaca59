const Reading = sequelize.define('Reading', { at: DataTypes.DATE, value: DataTypes.REAL });
Reading.removeAttribute('id');
