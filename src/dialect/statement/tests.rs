//! Statements against the text of Sequelize 6.37, as the oracle printed it.

use super::*;
use crate::schema::{TableName, Value};
use expect_test::{Expect, expect};
use std::fmt::Write as _;

fn table(name: &str) -> TableName {
    name.into()
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn check(statement: &Statement, expected: &Expect) {
    let mut out = String::new();
    for dialect in Dialect::ALL {
        let rendered = statement.write(dialect);
        out.push_str(&rendered.sql);
        if !rendered.bind.is_empty() {
            let _ = write!(out, " -- {:?}", rendered.bind);
        }
        out.push('\n');
    }
    expected.assert_eq(&out);
}

#[test]
fn an_insert_binds_its_values_and_asks_for_the_row_where_it_can() {
    let insert = Insert {
        table: table("tags"),
        columns: vec!["id".into(), "tag_label".into()],
        rows: vec![vec![Expr::Bind(Value::Integer(5)), Expr::Bind(text("x"))]],
        returning: vec!["id".into(), "tag_label".into()],
        numbered: true,
        ..Insert::default()
    };
    check(
        &Statement::Insert(insert),
        &expect![[r#"
            INSERT INTO `tags` (`id`,`tag_label`) VALUES ($1,$2); -- [Integer(5), Text("x")]
            INSERT INTO "tags" ("id","tag_label") VALUES ($1,$2) RETURNING "id","tag_label"; -- [Integer(5), Text("x")]
            INSERT INTO `tags` (`id`,`tag_label`) VALUES (?,?); -- [Integer(5), Text("x")]
            INSERT INTO `tags` (`id`,`tag_label`) VALUES (?,?); -- [Integer(5), Text("x")]
            SET IDENTITY_INSERT [tags] ON; INSERT INTO [tags] ([id],[tag_label]) OUTPUT INSERTED.[id],INSERTED.[tag_label] VALUES (@0,@1); SET IDENTITY_INSERT [tags] OFF; -- [Integer(5), Text("x")]
        "#]],
    );
}

#[test]
fn an_update_is_limited_as_the_dialect_can() {
    let update = Update {
        table: table("Users"),
        set: vec![("name".into(), Expr::Bind(text("z")))],
        filter: Some(Expr::equal(
            Expr::column("id"),
            Expr::Bind(Value::Integer(3)),
        )),
        limit: Some(Value::Integer(1)),
        returning: None,
    };
    check(
        &Statement::Update(update),
        &expect![[r#"
            UPDATE `Users` SET `name`=$1 WHERE rowid IN (SELECT rowid FROM `Users` WHERE `id` = $2 LIMIT 1) -- [Text("z"), Integer(3)]
            UPDATE "Users" SET "name"=$1 WHERE "id" = $2 -- [Text("z"), Integer(3)]
            UPDATE `Users` SET `name`=? WHERE `id` = ? LIMIT 1 -- [Text("z"), Integer(3)]
            UPDATE `Users` SET `name`=? WHERE `id` = ? LIMIT 1 -- [Text("z"), Integer(3)]
            UPDATE TOP(1) [Users] SET [name]=@0 WHERE [id] = @1 -- [Text("z"), Integer(3)]
        "#]],
    );
}

#[test]
fn a_delete_has_a_form_for_each_dialect() {
    let delete = Delete {
        table: table("Users"),
        filter: Some(Expr::equal(
            Expr::column("id"),
            Expr::Value(Value::Integer(3)),
        )),
        limit: Some(Value::Integer(2)),
        primary_key: vec!["id".into()],
    };
    check(
        &Statement::Delete(delete),
        &expect![[r#"
            DELETE FROM `Users` WHERE rowid IN (SELECT rowid FROM `Users` WHERE `id` = 3 LIMIT 2)
            DELETE FROM "Users" WHERE "id" IN (SELECT "id" FROM "Users" WHERE "id" = 3 LIMIT 2)
            DELETE FROM `Users` WHERE `id` = 3 LIMIT 2
            DELETE FROM `Users` WHERE `id` = 3 LIMIT 2
            DELETE TOP(2) FROM [Users] WHERE [id] = 3; SELECT @@ROWCOUNT AS AFFECTEDROWS;
        "#]],
    );
}

#[test]
fn a_select_pages_as_the_dialect_does() {
    let select = Select {
        items: vec![SelectItem::plain(Expr::column("id"))],
        source: Source::Table(table("Users")),
        alias: Some("User".into()),
        filter: Some(Expr::infix(
            Expr::of("User", "name"),
            "LIKE",
            Expr::Value(text("a'%")),
        )),
        limit: Some(Value::Integer(5)),
        offset: Some(Value::Integer(2)),
        tie_break: Some(Expr::of("User", "id")),
        ..Select::default()
    };
    check(
        &Statement::Select(Box::new(select)),
        &expect![[r#"
            SELECT `id` FROM `Users` AS `User` WHERE `User`.`name` LIKE 'a''%' LIMIT 2, 5;
            SELECT "id" FROM "Users" AS "User" WHERE "User"."name" LIKE 'a''%' LIMIT 5 OFFSET 2;
            SELECT `id` FROM `Users` AS `User` WHERE `User`.`name` LIKE 'a\'%' LIMIT 2, 5;
            SELECT `id` FROM `Users` AS `User` WHERE `User`.`name` LIKE 'a\'%' LIMIT 2, 5;
            SELECT [id] FROM [Users] AS [User] WHERE [User].[name] LIKE N'a''%' ORDER BY [User].[id] OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY;
        "#]],
    );
}
