//! SQL Server's rule for foreign keys: the actions that one DELETE or one UPDATE sets off must form
//! a tree, so no table may be reached twice, and none may be reached from itself (error 1785).

use crate::schema::hash::HashSet;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::{Catalogue, ForeignKey, TableId},
    },
    schema::ReferentialAction,
};

/// Refuses a foreign key of `table` that leads a second time to a table, or in a circle.
pub(super) fn check_paths(catalogue: &Catalogue, table: TableId) -> Result<(), EngineError> {
    let Some(def) = catalogue.table(table) else {
        return Ok(());
    };
    for key in &def.foreign_keys {
        let kinds: [fn(&ForeignKey) -> ReferentialAction; 2] =
            [|key| key.on_delete, |key| key.on_update];
        for action in kinds {
            if acts(action(key)) && is_reached_twice(catalogue, table, key, action) {
                return Err(EngineError::CascadePaths {
                    constraint: key.name.to_string(),
                    table: def.name.to_string(),
                });
            }
        }
    }
    Ok(())
}

fn acts(action: ReferentialAction) -> bool {
    !matches!(
        action,
        ReferentialAction::NoAction | ReferentialAction::Restrict
    )
}

/// Whether some table above `key` reaches `table` in two ways; to be above itself is one of them.
fn is_reached_twice(
    catalogue: &Catalogue,
    table: TableId,
    key: &ForeignKey,
    action: fn(&ForeignKey) -> ReferentialAction,
) -> bool {
    let referenced = |id: TableId| {
        let keys = catalogue.table(id).map(|def| def.foreign_keys.clone());
        keys.into_iter()
            .flatten()
            .filter(move |key| acts(action(key)))
            .filter_map(|key| catalogue.find(&key.referenced_table, Dialect::Mssql))
    };
    let above = |from: TableId| {
        let mut found = HashSet::from_iter([from]);
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            open.extend(referenced(id).filter(|next| found.insert(*next)));
        }
        found
    };
    let Some(target) = catalogue.find(&key.referenced_table, Dialect::Mssql) else {
        return false;
    };
    let over_this_key = above(target);
    if over_this_key.contains(&table) {
        return true;
    }
    let others = catalogue.table(table).map(|def| def.foreign_keys.clone());
    others
        .into_iter()
        .flatten()
        .filter(|other| other.name != key.name && acts(action(other)))
        .filter_map(|other| catalogue.find(&other.referenced_table, Dialect::Mssql))
        .any(|other| !above(other).is_disjoint(&over_this_key))
}
