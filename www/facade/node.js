// The entry for Node: a session of its own for each `new Sequelize`. `scripts/build-node.mjs` puts the
// engine's glue (`wasm_bindgen`, already initialised) in front and exports the class.

/* global wasm_bindgen */
import { Sequelize } from './sequelize.js';

Sequelize.openSession = () => new wasm_bindgen.Session();

export { Sequelize };
