//! Turns tables and their changes into the statements Sequelize sends, and `sync` into a
//! conversation with a database.

mod catalogue;
mod change;
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
    default_constraint, describe_table, foreign_keys, foreign_keys_of_column, index_columns,
    primary_key_constraint, show_constraints, show_indexes, show_tables, table_exists,
};
pub use change::{
    add_column, change_column, drop_constraint, drop_foreign_key, remove_column, rename_column,
};
pub use enums::{REFRESH_TYPES, add_enum_value, create_enum, drop_enum, list_enum};
pub use index::{create_index, drop_index, index_name};
pub use plan::{DdlStatement, Recorder, schema_ddl};
pub use rebuild::rebuild;
pub use sync::{
    ColumnConstraint, ColumnDescription, Connection, KeyDescription, SyncOptions, drop_all,
    drop_model, sync, sync_model,
};
pub use table::{create_table, drop_table, rename_table};
