-- 
DROP TABLE IF EXISTS `Friendships`;
DROP TABLE IF EXISTS `PostTags`;
DROP TABLE IF EXISTS `Tags`;
DROP TABLE IF EXISTS `Posts`;
DROP TABLE IF EXISTS `Profiles`;
DROP TABLE IF EXISTS `Users`;
PRAGMA foreign_keys = OFF
DROP TABLE IF EXISTS `Users`;
DROP TABLE IF EXISTS `Profiles`;
DROP TABLE IF EXISTS `Posts`;
DROP TABLE IF EXISTS `Tags`;
DROP TABLE IF EXISTS `PostTags`;
DROP TABLE IF EXISTS `Friendships`;
PRAGMA foreign_keys = ON
DROP TABLE IF EXISTS `Users`;
CREATE TABLE IF NOT EXISTS `Users` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `name` VARCHAR(255) NOT NULL, `email` VARCHAR(255) UNIQUE, `age` INTEGER, `active` TINYINT(1) DEFAULT 1, `role` TEXT DEFAULT 'guest', `balance` DECIMAL(10,2), `score` DOUBLE PRECISION, `bio` TEXT, `born` DATE, `uid` UUID, `big` BIGINT, `meta` JSON, `code` VARCHAR(8), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
PRAGMA INDEX_LIST(`Users`)
PRAGMA INDEX_INFO(`sqlite_autoindex_Users_1`)
DROP TABLE IF EXISTS `Profiles`;
CREATE TABLE IF NOT EXISTS `Profiles` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `bio` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `UserId` INTEGER REFERENCES `Users` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`Profiles`)
DROP TABLE IF EXISTS `Posts`;
CREATE TABLE IF NOT EXISTS `Posts` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `title` VARCHAR(255), `views` INTEGER DEFAULT 0, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `deletedAt` DATETIME, `UserId` INTEGER NOT NULL REFERENCES `Users` (`id`) ON DELETE CASCADE ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`Posts`)
CREATE INDEX `posts_title` ON `Posts` (`title`)
CREATE UNIQUE INDEX `posts_title__user_id` ON `Posts` (`title`, `UserId`)
DROP TABLE IF EXISTS `Tags`;
CREATE TABLE IF NOT EXISTS `Tags` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `label` VARCHAR(255), UNIQUE (`label`));
PRAGMA INDEX_LIST(`Tags`)
PRAGMA INDEX_INFO(`sqlite_autoindex_Tags_1`)
DROP TABLE IF EXISTS `PostTags`;
CREATE TABLE IF NOT EXISTS `PostTags` (`weight` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `PostId` INTEGER NOT NULL REFERENCES `Posts` (`id`) ON DELETE CASCADE ON UPDATE CASCADE, `TagId` INTEGER NOT NULL REFERENCES `Tags` (`id`) ON DELETE CASCADE ON UPDATE CASCADE, PRIMARY KEY (`PostId`, `TagId`));
PRAGMA INDEX_LIST(`PostTags`)
PRAGMA INDEX_INFO(`sqlite_autoindex_PostTags_1`)
DROP TABLE IF EXISTS `Friendships`;
CREATE TABLE IF NOT EXISTS `Friendships` (`createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `UserId` INTEGER NOT NULL REFERENCES `Users` (`id`) ON DELETE CASCADE ON UPDATE CASCADE, `FriendId` INTEGER NOT NULL REFERENCES `Users` (`id`) ON DELETE CASCADE ON UPDATE CASCADE, PRIMARY KEY (`UserId`, `FriendId`));
PRAGMA INDEX_LIST(`Friendships`)
PRAGMA INDEX_INFO(`sqlite_autoindex_Friendships_1`)
INSERT INTO `Users` (`id`,`name`,`email`,`age`,`active`,`role`,`balance`,`score`,`born`,`uid`,`big`,`createdAt`,`updatedAt`) VALUES (NULL,$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12);  -- bind ["O'Brien","a@b",3,true,"guest",1.5,2.5,"2020-01-02","7d76236a-5b2d-4a3a-8bb8-42f9df698c92",5,"2026-01-01 00:00:00.000 +00:00","2026-01-01 00:00:00.000 +00:00"]
INSERT INTO `Users` (`id`,`name`,`active`,`role`,`uid`,`createdAt`,`updatedAt`) VALUES (NULL,'x',1,'guest','7d76236a-5b2d-4a3a-8bb8-42f9df698c92','2026-01-01 00:00:00.000 +00:00','2026-01-01 00:00:00.000 +00:00'),(NULL,'y',1,'guest','7d76236a-5b2d-4a3a-8bb8-42f9df698c92','2026-01-01 00:00:00.000 +00:00','2026-01-01 00:00:00.000 +00:00');
INSERT OR IGNORE INTO `Tags` (`id`,`label`) VALUES (NULL,'x');
INSERT INTO `Tags` (`id`,`label`) VALUES (1,'x') ON CONFLICT (`label`) DO UPDATE SET `label`=EXCLUDED.`label`;
INSERT INTO `Tags` (`id`,`label`) VALUES ($1,$2) ON CONFLICT (`id`) DO UPDATE SET `id`=EXCLUDED.`id`,`label`=EXCLUDED.`label`;  -- bind [1,"z"]
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt` FROM `Users` AS `User` WHERE (`User`.`id` IN (1, 2) OR `User`.`email` IS NULL) AND `User`.`name` LIKE '%a%' AND `User`.`age` BETWEEN 1 AND 5 ORDER BY `User`.`name` DESC, `User`.`id` LIMIT 1, 5;
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt` FROM `Users` AS `User` WHERE `User`.`id` = 1;
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt` FROM `Users` AS `User` WHERE `User`.`email` = 'a@b';
SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt`, `Posts`.`id` AS `Posts.id`, `Posts`.`title` AS `Posts.title`, `Posts`.`views` AS `Posts.views`, `Posts`.`createdAt` AS `Posts.createdAt`, `Posts`.`updatedAt` AS `Posts.updatedAt`, `Posts`.`deletedAt` AS `Posts.deletedAt`, `Posts`.`UserId` AS `Posts.UserId`, `Posts->Tags`.`id` AS `Posts.Tags.id`, `Posts->Tags`.`label` AS `Posts.Tags.label`, `Posts->Tags->PostTag`.`weight` AS `Posts.Tags.PostTag.weight`, `Posts->Tags->PostTag`.`createdAt` AS `Posts.Tags.PostTag.createdAt`, `Posts->Tags->PostTag`.`updatedAt` AS `Posts.Tags.PostTag.updatedAt`, `Posts->Tags->PostTag`.`PostId` AS `Posts.Tags.PostTag.PostId`, `Posts->Tags->PostTag`.`TagId` AS `Posts.Tags.PostTag.TagId`, `Profile`.`id` AS `Profile.id`, `Profile`.`bio` AS `Profile.bio`, `Profile`.`createdAt` AS `Profile.createdAt`, `Profile`.`updatedAt` AS `Profile.updatedAt`, `Profile`.`UserId` AS `Profile.UserId` FROM `Users` AS `User` LEFT OUTER JOIN `Posts` AS `Posts` ON `User`.`id` = `Posts`.`UserId` AND (`Posts`.`deletedAt` IS NULL) LEFT OUTER JOIN ( `PostTags` AS `Posts->Tags->PostTag` INNER JOIN `Tags` AS `Posts->Tags` ON `Posts->Tags`.`id` = `Posts->Tags->PostTag`.`TagId`) ON `Posts`.`id` = `Posts->Tags->PostTag`.`PostId` LEFT OUTER JOIN `Profiles` AS `Profile` ON `User`.`id` = `Profile`.`UserId`;
SELECT `User`.*, `Posts`.`id` AS `Posts.id`, `Posts`.`title` AS `Posts.title`, `Posts`.`views` AS `Posts.views`, `Posts`.`createdAt` AS `Posts.createdAt`, `Posts`.`updatedAt` AS `Posts.updatedAt`, `Posts`.`deletedAt` AS `Posts.deletedAt`, `Posts`.`UserId` AS `Posts.UserId` FROM (SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt` FROM `Users` AS `User` WHERE ( SELECT `UserId` FROM `Posts` AS `Posts` WHERE ((`Posts`.`deletedAt` IS NULL AND `Posts`.`title` = 'a') AND `Posts`.`UserId` = `User`.`id`) LIMIT 1 ) IS NOT NULL ORDER BY `User`.`id` ASC LIMIT 2) AS `User` INNER JOIN `Posts` AS `Posts` ON `User`.`id` = `Posts`.`UserId` AND (`Posts`.`deletedAt` IS NULL AND `Posts`.`title` = 'a') ORDER BY `User`.`id` ASC;
SELECT `Post`.*, `Tags`.`id` AS `Tags.id`, `Tags`.`label` AS `Tags.label`, `Tags->PostTag`.`weight` AS `Tags.PostTag.weight`, `Tags->PostTag`.`createdAt` AS `Tags.PostTag.createdAt`, `Tags->PostTag`.`updatedAt` AS `Tags.PostTag.updatedAt`, `Tags->PostTag`.`PostId` AS `Tags.PostTag.PostId`, `Tags->PostTag`.`TagId` AS `Tags.PostTag.TagId` FROM (SELECT `Post`.`id`, `Post`.`title`, `Post`.`views`, `Post`.`createdAt`, `Post`.`updatedAt`, `Post`.`deletedAt`, `Post`.`UserId` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL) AND ( SELECT `PostTag`.`PostId` FROM `PostTags` AS `PostTag` INNER JOIN `Tags` AS `Tag` ON `PostTag`.`TagId` = `Tag`.`id` AND `Tag`.`label` = 'x' WHERE (`Post`.`id` = `PostTag`.`PostId` AND `PostTag`.`weight` = 1) LIMIT 1 ) IS NOT NULL LIMIT 1, 2) AS `Post` INNER JOIN ( `PostTags` AS `Tags->PostTag` INNER JOIN `Tags` AS `Tags` ON `Tags`.`id` = `Tags->PostTag`.`TagId` AND `Tags->PostTag`.`weight` = 1) ON `Post`.`id` = `Tags->PostTag`.`PostId` AND `Tags`.`label` = 'x';
SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt`, `Friends`.`id` AS `Friends.id`, `Friends`.`name` AS `Friends.name`, `Friends`.`email` AS `Friends.email`, `Friends`.`age` AS `Friends.age`, `Friends`.`active` AS `Friends.active`, `Friends`.`role` AS `Friends.role`, `Friends`.`balance` AS `Friends.balance`, `Friends`.`score` AS `Friends.score`, `Friends`.`bio` AS `Friends.bio`, `Friends`.`born` AS `Friends.born`, `Friends`.`uid` AS `Friends.uid`, `Friends`.`big` AS `Friends.big`, `Friends`.`meta` AS `Friends.meta`, `Friends`.`code` AS `Friends.code`, `Friends`.`createdAt` AS `Friends.createdAt`, `Friends`.`updatedAt` AS `Friends.updatedAt`, `Friends->Friendships`.`createdAt` AS `Friends.Friendships.createdAt`, `Friends->Friendships`.`updatedAt` AS `Friends.Friendships.updatedAt`, `Friends->Friendships`.`UserId` AS `Friends.Friendships.UserId`, `Friends->Friendships`.`FriendId` AS `Friends.Friendships.FriendId` FROM `Users` AS `User` LEFT OUTER JOIN ( `Friendships` AS `Friends->Friendships` INNER JOIN `Users` AS `Friends` ON `Friends`.`id` = `Friends->Friendships`.`FriendId`) ON `User`.`id` = `Friends->Friendships`.`UserId`;
SELECT count(*) AS `count` FROM `Users` AS `User`;
SELECT count(DISTINCT(`User`.`id`)) AS `count` FROM `Users` AS `User` INNER JOIN `Posts` AS `Posts` ON `User`.`id` = `Posts`.`UserId` AND (`Posts`.`deletedAt` IS NULL) WHERE `User`.`age` > 2;
SELECT count(`User`.`id`) AS `count` FROM `Users` AS `User` LEFT OUTER JOIN `Posts` AS `Posts` ON `User`.`id` = `Posts`.`UserId` AND (`Posts`.`deletedAt` IS NULL);
SELECT `User`.*, `Posts`.`id` AS `Posts.id`, `Posts`.`title` AS `Posts.title`, `Posts`.`views` AS `Posts.views`, `Posts`.`createdAt` AS `Posts.createdAt`, `Posts`.`updatedAt` AS `Posts.updatedAt`, `Posts`.`deletedAt` AS `Posts.deletedAt`, `Posts`.`UserId` AS `Posts.UserId` FROM (SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt` FROM `Users` AS `User` LIMIT 2) AS `User` LEFT OUTER JOIN `Posts` AS `Posts` ON `User`.`id` = `Posts`.`UserId` AND (`Posts`.`deletedAt` IS NULL);
SELECT `UserId`, COUNT(`id`) AS `n` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL) GROUP BY `UserId` HAVING COUNT(*) > 0;
SELECT max(`age`) AS `max` FROM `Users` AS `User`;
SELECT sum(`age`) AS `sum` FROM `Users` AS `User` WHERE `User`.`active` = 1;
SELECT min(`balance`) AS `min` FROM `Users` AS `User`;
UPDATE `Users` SET `age`=$1,`updatedAt`=$2 WHERE `id` IN (1, 2) AND `name` != 'q'  -- bind [4,"2026-01-01 00:00:00.000 +00:00"]
UPDATE `Users` SET `age`=$1,`updatedAt`=$2 WHERE rowid IN (SELECT rowid FROM `Users` WHERE `id` = $3 LIMIT 1)  -- bind [4,"2026-01-01 00:00:00.000 +00:00",1]
UPDATE `Users` SET `age`=`age`+ 2,`updatedAt`='2026-01-01 00:00:00.000 +00:00' WHERE `id` = 1
UPDATE `Posts` SET `deletedAt`=$1 WHERE `deletedAt` IS NULL AND `id` = $2  -- bind ["2026-01-01 00:00:00.000 +00:00",1]
UPDATE `Posts` SET `deletedAt`=$1 WHERE `id` = $2  -- bind [null,1]
DELETE FROM `Posts` WHERE `id` = 1
DELETE FROM `Users` WHERE rowid IN (SELECT rowid FROM `Users` WHERE `age` = 1 LIMIT 1)
DELETE FROM `PostTags`
DELETE FROM `Profiles`
SELECT `id`, `title`, `views`, `createdAt`, `updatedAt`, `deletedAt`, `UserId` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND `Post`.`UserId` = 1);
SELECT COUNT(`Post`.`id`) AS `count` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND `Post`.`UserId` = 1);
SELECT `id` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND (`Post`.`UserId` = 1 AND ((`Post`.`id` = 1))));
UPDATE `Posts` SET `UserId`=$1,`updatedAt`=$2 WHERE (`deletedAt` IS NULL AND `id` IN (1))  -- bind [1,"2026-01-01 00:00:00.000 +00:00"]
SELECT `id`, `title`, `views`, `createdAt`, `updatedAt`, `deletedAt`, `UserId` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND `Post`.`UserId` = 1);
INSERT INTO `Posts` (`id`,`title`,`views`,`createdAt`,`updatedAt`,`UserId`) VALUES (NULL,$1,$2,$3,$4,$5);  -- bind ["n",0,"2026-01-01 00:00:00.000 +00:00","2026-01-01 00:00:00.000 +00:00",1]
SELECT `id`, `bio`, `createdAt`, `updatedAt`, `UserId` FROM `Profiles` AS `Profile` WHERE `Profile`.`UserId` = 1 LIMIT 1;
SELECT `id`, `bio`, `createdAt`, `updatedAt`, `UserId` FROM `Profiles` AS `Profile` WHERE `Profile`.`UserId` = 1 LIMIT 1;
INSERT INTO `Profiles` (`id`,`bio`,`createdAt`,`updatedAt`,`UserId`) VALUES (NULL,$1,$2,$3,$4);  -- bind ["b","2026-01-01 00:00:00.000 +00:00","2026-01-01 00:00:00.000 +00:00",1]
SELECT `Tag`.`id`, `Tag`.`label`, `PostTag`.`weight` AS `PostTag.weight`, `PostTag`.`createdAt` AS `PostTag.createdAt`, `PostTag`.`updatedAt` AS `PostTag.updatedAt`, `PostTag`.`PostId` AS `PostTag.PostId`, `PostTag`.`TagId` AS `PostTag.TagId` FROM `Tags` AS `Tag` INNER JOIN `PostTags` AS `PostTag` ON `Tag`.`id` = `PostTag`.`TagId` AND (`PostTag`.`PostId` = 1 AND `PostTag`.`weight` = 1);
SELECT `weight`, `createdAt`, `updatedAt`, `PostId`, `TagId` FROM `PostTags` AS `PostTag` WHERE `PostTag`.`PostId` = 1 AND `PostTag`.`TagId` IN (1);
INSERT INTO `PostTags` (`weight`,`createdAt`,`updatedAt`,`PostId`,`TagId`) VALUES (3,'2026-01-01 00:00:00.000 +00:00','2026-01-01 00:00:00.000 +00:00',1,1);
SELECT `weight`, `createdAt`, `updatedAt`, `PostId`, `TagId` FROM `PostTags` AS `PostTag` WHERE `PostTag`.`PostId` = 1;
DELETE FROM `PostTags` WHERE `PostId` = 1 AND `TagId` IN (1)
SELECT `Tag`.`id` FROM `Tags` AS `Tag` INNER JOIN `PostTags` AS `PostTag` ON `Tag`.`id` = `PostTag`.`TagId` AND `PostTag`.`PostId` = 1 WHERE (((`Tag`.`id` = 1)));
SELECT COUNT(`Tag`.`id`) AS `count` FROM `Tags` AS `Tag` INNER JOIN `PostTags` AS `PostTag` ON `Tag`.`id` = `PostTag`.`TagId` AND `PostTag`.`PostId` = 1;
INSERT INTO `Tags` (`id`,`label`) VALUES (NULL,$1);  -- bind ["c"]
SELECT `weight`, `createdAt`, `updatedAt`, `PostId`, `TagId` FROM `PostTags` AS `PostTag` WHERE `PostTag`.`PostId` = 1 AND `PostTag`.`TagId` IN (2);
INSERT INTO `PostTags` (`createdAt`,`updatedAt`,`PostId`,`TagId`) VALUES ('2026-01-01 00:00:00.000 +00:00','2026-01-01 00:00:00.000 +00:00',1,2);
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt` FROM `Users` AS `User` WHERE `User`.`id` = 1;
UPDATE `Posts` SET `UserId`=$1,`updatedAt`=$2 WHERE `id` = $3  -- bind [1,"2026-01-01 00:00:00.000 +00:00",1]
SELECT `createdAt`, `updatedAt`, `UserId`, `FriendId` FROM `Friendships` AS `Friendships` WHERE `Friendships`.`UserId` = 1 AND `Friendships`.`FriendId` IN (2);
INSERT INTO `Friendships` (`createdAt`,`updatedAt`,`UserId`,`FriendId`) VALUES ('2026-01-01 00:00:00.000 +00:00','2026-01-01 00:00:00.000 +00:00',1,2);
SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt`, `Friendships`.`createdAt` AS `Friendships.createdAt`, `Friendships`.`updatedAt` AS `Friendships.updatedAt`, `Friendships`.`UserId` AS `Friendships.UserId`, `Friendships`.`FriendId` AS `Friendships.FriendId` FROM `Users` AS `User` INNER JOIN `Friendships` AS `Friendships` ON `User`.`id` = `Friendships`.`FriendId` AND `Friendships`.`UserId` = 1;
UPDATE `Users` SET `id`=$1,`name`=$2,`updatedAt`=$3 WHERE `id` = $4  -- bind [1,"v","2026-01-01 00:00:00.000 +00:00",1]
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt` FROM `Users` AS `User` WHERE `User`.`id` = 1;
DELETE FROM `Users` WHERE `id` = 1
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt`, (SELECT COUNT(*) FROM "Posts" WHERE "Posts"."UserId" = "User"."id") AS `n` FROM `Users` AS `User` WHERE lower(`name`) = 'a';
SELECT `id`, `name`, `email`, `age`, `active`, `role`, `balance`, `score`, `bio`, `born`, `uid`, `big`, `meta`, `code`, `createdAt`, `updatedAt` FROM `Users` AS `User` WHERE (`User`.`age` < 1 OR `User`.`age` IS NULL) AND (`User`.`name` LIKE 'a%' AND `User`.`name` NOT LIKE '%z' AND `User`.`name` IS NOT NULL) AND `User`.`active` = 1 AND `User`.`born` >= '2020-01-01' AND `User`.`createdAt` < '1970-01-01 00:00:00.000 +00:00';
SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt`, `Posts`.`id` AS `Posts.id`, `Posts`.`title` AS `Posts.title`, `Posts`.`views` AS `Posts.views`, `Posts`.`createdAt` AS `Posts.createdAt`, `Posts`.`updatedAt` AS `Posts.updatedAt`, `Posts`.`deletedAt` AS `Posts.deletedAt`, `Posts`.`UserId` AS `Posts.UserId` FROM `Users` AS `User` LEFT OUTER JOIN `Posts` AS `Posts` ON `User`.`id` = `Posts`.`UserId` AND (`Posts`.`deletedAt` IS NULL) WHERE `Posts`.`title` = 'x' ORDER BY `Posts`.`id` DESC;
BEGIN DEFERRED TRANSACTION;
SELECT `id`, `label` FROM `Tags` AS `Tag` WHERE `Tag`.`label` = 'q';
INSERT INTO `Tags` (`id`,`label`) VALUES (NULL,$1);  -- bind ["q"]
COMMIT;
BEGIN DEFERRED TRANSACTION;
INSERT INTO `Users` (`id`,`name`,`active`,`role`,`uid`,`createdAt`,`updatedAt`) VALUES (NULL,$1,$2,$3,$4,$5,$6);  -- bind ["t",true,"guest","7d76236a-5b2d-4a3a-8bb8-42f9df698c92","2026-01-01 00:00:00.000 +00:00","2026-01-01 00:00:00.000 +00:00"]
SAVEPOINT `7d76236a-5b2d-4a3a-8bb8-42f9df698c92-sp-1`;
COMMIT;
SELECT `User`.`id`, `User`.`name`, `User`.`email`, `User`.`age`, `User`.`active`, `User`.`role`, `User`.`balance`, `User`.`score`, `User`.`bio`, `User`.`born`, `User`.`uid`, `User`.`big`, `User`.`meta`, `User`.`code`, `User`.`createdAt`, `User`.`updatedAt` FROM `Users` AS `User`;
SELECT `Post`.* FROM (SELECT * FROM (SELECT `id`, `title`, `views`, `createdAt`, `updatedAt`, `deletedAt`, `UserId` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND ((`Post`.`deletedAt` IS NULL))) AND `Post`.`UserId` = 2 ORDER BY `Post`.`id` DESC LIMIT 1) AS sub UNION SELECT * FROM (SELECT `id`, `title`, `views`, `createdAt`, `updatedAt`, `deletedAt`, `UserId` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND ((`Post`.`deletedAt` IS NULL))) AND `Post`.`UserId` = 3 ORDER BY `Post`.`id` DESC LIMIT 1) AS sub UNION SELECT * FROM (SELECT `id`, `title`, `views`, `createdAt`, `updatedAt`, `deletedAt`, `UserId` FROM `Posts` AS `Post` WHERE (`Post`.`deletedAt` IS NULL AND ((`Post`.`deletedAt` IS NULL))) AND `Post`.`UserId` = 4 ORDER BY `Post`.`id` DESC LIMIT 1) AS sub) AS `Post`;
