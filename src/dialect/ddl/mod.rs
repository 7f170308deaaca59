//! Turns tables and their changes into the statements Sequelize sends, and `sync` into a
//! conversation with a database.

mod catalogue;
mod change;
mod changes;
mod column;
mod condition;
mod default;
mod enums;
mod index;
mod plan;
mod rebuild;
mod sync;
mod table;

pub use catalogue::{
    descriptions, foreign_key_names, foreign_keys, index_columns, show_constraints, show_indexes,
    show_tables, table_exists,
};
pub use change::{add_column, change_column, drop_constraint, drop_foreign_key};
pub use changes::Changes;
pub use enums::ensure_enums;
pub use index::{create_index, drop_index, index_name};
pub use plan::{DdlStatement, Recorder, schema_ddl, schema_ddl_in};
pub use rebuild::recreate;
pub use sync::{
    ColumnConstraint, ColumnDescription, Connection, KeyDescription, Question, SyncOptions,
    drop_all, drop_model, sync, sync_model,
};
pub use table::{Migrated, create_migrated, create_table, rename_table};
