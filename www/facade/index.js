// What `require('sequelize')` gives: the class, with everything else on it.

export { setLocator } from './calls.js';
export { Sequelize } from './sequelize.js';
