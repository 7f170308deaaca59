-- 
PRAGMA foreign_keys = OFF
SELECT name FROM sqlite_master WHERE type='table' AND name='Owners';
CREATE TABLE IF NOT EXISTS `Owners` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
PRAGMA INDEX_LIST(`Owners`)
SELECT name FROM sqlite_master WHERE type='table' AND name='Pets';
CREATE TABLE IF NOT EXISTS `Pets` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`Pets`)
SELECT name FROM sqlite_master WHERE type='table' AND name='As';
CREATE TABLE IF NOT EXISTS `As` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`As`)
SELECT name FROM sqlite_master WHERE type='table' AND name='Bs';
CREATE TABLE IF NOT EXISTS `Bs` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_keys = ON
CREATE TABLE IF NOT EXISTS `things` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `owner_id` INTEGER REFERENCES `Owners` (`id`) ON DELETE SET NULL ON UPDATE CASCADE, `n` INTEGER DEFAULT 3, `kind` TEXT, `at` DATETIME DEFAULT CURRENT_TIMESTAMP);
ALTER TABLE `things` ADD `zip` VARCHAR(255) DEFAULT 'x';
ALTER TABLE `things` ADD `pet_id` INTEGER REFERENCES `Pets` (`id`) ON DELETE CASCADE;
CREATE UNIQUE INDEX `things_zip_n` ON `things` (`zip`, `n`)
CREATE INDEX `byn` ON `things` (`n`) WHERE `n` > 1
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`things_zip_n`)
PRAGMA INDEX_INFO(`byn`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE IF NOT EXISTS `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `zip` TEXT NOT NULL DEFAULT 'y' UNIQUE, `pet_id` INTEGER REFERENCES `Pets` (`id`));
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `zip`, `pet_id` FROM `things`;
DROP TABLE `things`;
CREATE TABLE IF NOT EXISTS `things` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `zip` TEXT NOT NULL DEFAULT 'y' UNIQUE, `pet_id` INTEGER REFERENCES `Pets` (`id`));
INSERT INTO `things` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `zip`, `pet_id` FROM `things_backup`;
DROP TABLE `things_backup`;
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE IF NOT EXISTS `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `pet_id` INTEGER REFERENCES `Pets` (`id`), `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE);
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `pet_id`, `zip` AS `zap` FROM `things`;
DROP TABLE `things`;
CREATE TABLE IF NOT EXISTS `things` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `pet_id` INTEGER REFERENCES `Pets` (`id`), `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE);
INSERT INTO `things` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `pet_id`, `zap` FROM `things_backup`;
DROP TABLE `things_backup`;
SELECT sql FROM sqlite_master WHERE tbl_name='things';
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `pet_id` INTEGER REFERENCES `Pets` (`id`), `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE, CONSTRAINT `n_pos` CHECK (`n` > 0));
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `pet_id`, `zap` FROM `things`;
DROP TABLE `things`;
ALTER TABLE `things_backup` RENAME TO `things`;
SELECT sql FROM sqlite_master WHERE tbl_name='things';
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `pet_id` INTEGER REFERENCES `Pets` (`id`), `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE, CONSTRAINT `n_pos` CHECK (`n` > 0), CONSTRAINT `uq_on` UNIQUE (`owner_id`, `n`));
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `pet_id`, `zap` FROM `things`;
DROP TABLE `things`;
ALTER TABLE `things_backup` RENAME TO `things`;
SELECT sql FROM sqlite_master WHERE tbl_name='things';
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_2`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `pet_id` INTEGER REFERENCES `Pets` (`id`), `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE, CONSTRAINT `n_pos` CHECK (`n` > 0), CONSTRAINT `uq_on` UNIQUE (`owner_id`, `n`), CONSTRAINT `fk_n` FOREIGN KEY (`n`) REFERENCES `Owners` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE);
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `pet_id`, `zap` FROM `things`;
DROP TABLE `things`;
ALTER TABLE `things_backup` RENAME TO `things`;
SELECT sql FROM sqlite_master WHERE tbl_name='things' AND sql LIKE '%fk_n%';
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_2`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3', `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `pet_id` INTEGER REFERENCES `Pets` (`id`), `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE, CONSTRAINT `n_pos` CHECK (`n` > 0), CONSTRAINT `uq_on` UNIQUE (`owner_id`, `n`));
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `pet_id`, `zap` FROM `things`;
DROP TABLE `things`;
ALTER TABLE `things_backup` RENAME TO `things`;
DROP INDEX IF EXISTS `things_zip_n`
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_2`)
PRAGMA foreign_key_list(`things`)
CREATE TABLE IF NOT EXISTS `things_backup` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER UNIQUE REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3' UNIQUE, `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE);
INSERT INTO `things_backup` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `zap` FROM `things`;
DROP TABLE `things`;
CREATE TABLE IF NOT EXISTS `things` (`id` INTEGER PRIMARY KEY, `owner_id` INTEGER UNIQUE REFERENCES `Owners` (`id`), `n` INTEGER DEFAULT '3' UNIQUE, `kind` TEXT, `at` DATETIME DEFAULT 'CURRENT_TIMESTAMP', `zap` TEXT NOT NULL DEFAULT 'y' UNIQUE);
INSERT INTO `things` SELECT `id`, `owner_id`, `n`, `kind`, `at`, `zap` FROM `things_backup`;
DROP TABLE `things_backup`;
PRAGMA TABLE_INFO(`things`);
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_2`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_3`)
PRAGMA foreign_key_list(`things`)
SELECT name FROM `sqlite_master` WHERE type='table' and name!='sqlite_sequence';
PRAGMA INDEX_LIST(`things`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_1`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_2`)
PRAGMA INDEX_INFO(`sqlite_autoindex_things_3`)
PRAGMA foreign_key_list(`things`)
SELECT name FROM sqlite_master WHERE type='table' AND name='things';
ALTER TABLE `things` RENAME TO `thingies`;
INSERT INTO `Owners` (`name`,`createdAt`,`updatedAt`) VALUES ('a','1970-01-01 00:00:00.000 +00:00','1970-01-01 00:00:00.000 +00:00');
UPDATE `Owners` SET `name`=$1 WHERE `name` = $2  -- bind ["b","a"]
DELETE FROM `Owners` WHERE `name` = 'b'
PRAGMA foreign_keys = OFF
SELECT name FROM sqlite_master WHERE type='table' AND name='Owners';
PRAGMA TABLE_INFO(`Owners`);
PRAGMA foreign_key_list(`Owners`)
PRAGMA INDEX_LIST(`Owners`)
PRAGMA foreign_key_list(`Owners`)
PRAGMA TABLE_INFO(`Owners`);
PRAGMA INDEX_LIST(`Owners`)
PRAGMA foreign_key_list(`Owners`)
CREATE TABLE IF NOT EXISTS `Owners_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
INSERT INTO `Owners_backup` SELECT `id`, `name`, `createdAt`, `updatedAt` FROM `Owners`;
DROP TABLE `Owners`;
CREATE TABLE IF NOT EXISTS `Owners` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
INSERT INTO `Owners` SELECT `id`, `name`, `createdAt`, `updatedAt` FROM `Owners_backup`;
DROP TABLE `Owners_backup`;
PRAGMA TABLE_INFO(`Owners`);
PRAGMA INDEX_LIST(`Owners`)
PRAGMA foreign_key_list(`Owners`)
CREATE TABLE IF NOT EXISTS `Owners_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
INSERT INTO `Owners_backup` SELECT `id`, `name`, `createdAt`, `updatedAt` FROM `Owners`;
DROP TABLE `Owners`;
CREATE TABLE IF NOT EXISTS `Owners` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
INSERT INTO `Owners` SELECT `id`, `name`, `createdAt`, `updatedAt` FROM `Owners_backup`;
DROP TABLE `Owners_backup`;
PRAGMA TABLE_INFO(`Owners`);
PRAGMA INDEX_LIST(`Owners`)
PRAGMA foreign_key_list(`Owners`)
CREATE TABLE IF NOT EXISTS `Owners_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
INSERT INTO `Owners_backup` SELECT `id`, `name`, `createdAt`, `updatedAt` FROM `Owners`;
DROP TABLE `Owners`;
CREATE TABLE IF NOT EXISTS `Owners` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
INSERT INTO `Owners` SELECT `id`, `name`, `createdAt`, `updatedAt` FROM `Owners_backup`;
DROP TABLE `Owners_backup`;
PRAGMA INDEX_LIST(`Owners`)
SELECT name FROM sqlite_master WHERE type='table' AND name='Pets';
PRAGMA TABLE_INFO(`Pets`);
PRAGMA foreign_key_list(`Pets`)
PRAGMA INDEX_LIST(`Pets`)
PRAGMA foreign_key_list(`Pets`)
PRAGMA TABLE_INFO(`Pets`);
PRAGMA INDEX_LIST(`Pets`)
PRAGMA foreign_key_list(`Pets`)
CREATE TABLE IF NOT EXISTS `Pets_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`));
INSERT INTO `Pets_backup` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets`;
DROP TABLE `Pets`;
CREATE TABLE IF NOT EXISTS `Pets` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`));
INSERT INTO `Pets` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets_backup`;
DROP TABLE `Pets_backup`;
PRAGMA TABLE_INFO(`Pets`);
PRAGMA INDEX_LIST(`Pets`)
PRAGMA foreign_key_list(`Pets`)
CREATE TABLE IF NOT EXISTS `Pets_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`));
INSERT INTO `Pets_backup` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets`;
DROP TABLE `Pets`;
CREATE TABLE IF NOT EXISTS `Pets` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`));
INSERT INTO `Pets` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets_backup`;
DROP TABLE `Pets_backup`;
PRAGMA TABLE_INFO(`Pets`);
PRAGMA INDEX_LIST(`Pets`)
PRAGMA foreign_key_list(`Pets`)
CREATE TABLE IF NOT EXISTS `Pets_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`));
INSERT INTO `Pets_backup` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets`;
DROP TABLE `Pets`;
CREATE TABLE IF NOT EXISTS `Pets` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`));
INSERT INTO `Pets` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets_backup`;
DROP TABLE `Pets_backup`;
PRAGMA TABLE_INFO(`Pets`);
PRAGMA INDEX_LIST(`Pets`)
PRAGMA foreign_key_list(`Pets`)
CREATE TABLE IF NOT EXISTS `Pets_backup` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO `Pets_backup` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets`;
DROP TABLE `Pets`;
CREATE TABLE IF NOT EXISTS `Pets` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO `Pets` SELECT `id`, `name`, `createdAt`, `updatedAt`, `OwnerId` FROM `Pets_backup`;
DROP TABLE `Pets_backup`;
PRAGMA INDEX_LIST(`Pets`)
SELECT name FROM sqlite_master WHERE type='table' AND name='As';
PRAGMA TABLE_INFO(`As`);
PRAGMA foreign_key_list(`As`)
PRAGMA INDEX_LIST(`As`)
PRAGMA foreign_key_list(`As`)
PRAGMA TABLE_INFO(`As`);
PRAGMA INDEX_LIST(`As`)
PRAGMA foreign_key_list(`As`)
CREATE TABLE IF NOT EXISTS `As_backup` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`));
INSERT INTO `As_backup` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As`;
DROP TABLE `As`;
CREATE TABLE IF NOT EXISTS `As` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`));
INSERT INTO `As` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As_backup`;
DROP TABLE `As_backup`;
PRAGMA TABLE_INFO(`As`);
PRAGMA INDEX_LIST(`As`)
PRAGMA foreign_key_list(`As`)
CREATE TABLE IF NOT EXISTS `As_backup` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`));
INSERT INTO `As_backup` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As`;
DROP TABLE `As`;
CREATE TABLE IF NOT EXISTS `As` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`));
INSERT INTO `As` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As_backup`;
DROP TABLE `As_backup`;
PRAGMA TABLE_INFO(`As`);
PRAGMA INDEX_LIST(`As`)
PRAGMA foreign_key_list(`As`)
CREATE TABLE IF NOT EXISTS `As_backup` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`));
INSERT INTO `As_backup` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As`;
DROP TABLE `As`;
CREATE TABLE IF NOT EXISTS `As` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`));
INSERT INTO `As` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As_backup`;
DROP TABLE `As_backup`;
PRAGMA TABLE_INFO(`As`);
PRAGMA INDEX_LIST(`As`)
PRAGMA foreign_key_list(`As`)
CREATE TABLE IF NOT EXISTS `As_backup` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO `As_backup` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As`;
DROP TABLE `As`;
CREATE TABLE IF NOT EXISTS `As` (`id` INTEGER PRIMARY KEY, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO `As` SELECT `id`, `x`, `createdAt`, `updatedAt`, `beeId` FROM `As_backup`;
DROP TABLE `As_backup`;
PRAGMA INDEX_LIST(`As`)
SELECT name FROM sqlite_master WHERE type='table' AND name='Bs';
PRAGMA TABLE_INFO(`Bs`);
PRAGMA foreign_key_list(`Bs`)
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_key_list(`Bs`)
PRAGMA TABLE_INFO(`Bs`);
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_key_list(`Bs`)
CREATE TABLE IF NOT EXISTS `Bs_backup` (`id` INTEGER PRIMARY KEY, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`));
INSERT INTO `Bs_backup` SELECT `id`, `createdAt`, `updatedAt`, `ayId` FROM `Bs`;
DROP TABLE `Bs`;
CREATE TABLE IF NOT EXISTS `Bs` (`id` INTEGER PRIMARY KEY, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`));
INSERT INTO `Bs` SELECT `id`, `createdAt`, `updatedAt`, `ayId` FROM `Bs_backup`;
DROP TABLE `Bs_backup`;
PRAGMA TABLE_INFO(`Bs`);
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_key_list(`Bs`)
CREATE TABLE IF NOT EXISTS `Bs_backup` (`id` INTEGER PRIMARY KEY, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`));
INSERT INTO `Bs_backup` SELECT `id`, `createdAt`, `updatedAt`, `ayId` FROM `Bs`;
DROP TABLE `Bs`;
CREATE TABLE IF NOT EXISTS `Bs` (`id` INTEGER PRIMARY KEY, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`));
INSERT INTO `Bs` SELECT `id`, `createdAt`, `updatedAt`, `ayId` FROM `Bs_backup`;
DROP TABLE `Bs_backup`;
PRAGMA TABLE_INFO(`Bs`);
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_key_list(`Bs`)
CREATE TABLE IF NOT EXISTS `Bs_backup` (`id` INTEGER PRIMARY KEY, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO `Bs_backup` SELECT `id`, `createdAt`, `updatedAt`, `ayId` FROM `Bs`;
DROP TABLE `Bs`;
CREATE TABLE IF NOT EXISTS `Bs` (`id` INTEGER PRIMARY KEY, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO `Bs` SELECT `id`, `createdAt`, `updatedAt`, `ayId` FROM `Bs_backup`;
DROP TABLE `Bs_backup`;
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_keys = ON
DROP TABLE IF EXISTS `thingies`;
PRAGMA foreign_keys = OFF
DROP TABLE IF EXISTS `Owners`;
DROP TABLE IF EXISTS `Pets`;
DROP TABLE IF EXISTS `As`;
DROP TABLE IF EXISTS `Bs`;
PRAGMA foreign_keys = ON
PRAGMA foreign_keys = OFF
DROP TABLE IF EXISTS `Owners`;
DROP TABLE IF EXISTS `Pets`;
DROP TABLE IF EXISTS `As`;
DROP TABLE IF EXISTS `Bs`;
PRAGMA foreign_keys = ON
PRAGMA foreign_keys = OFF
DROP TABLE IF EXISTS `Owners`;
CREATE TABLE IF NOT EXISTS `Owners` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL);
PRAGMA INDEX_LIST(`Owners`)
DROP TABLE IF EXISTS `Pets`;
CREATE TABLE IF NOT EXISTS `Pets` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `name` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER REFERENCES `Owners` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`Pets`)
DROP TABLE IF EXISTS `As`;
CREATE TABLE IF NOT EXISTS `As` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `x` INTEGER, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `beeId` INTEGER REFERENCES `Bs` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`As`)
DROP TABLE IF EXISTS `Bs`;
CREATE TABLE IF NOT EXISTS `Bs` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `ayId` INTEGER REFERENCES `As` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
PRAGMA INDEX_LIST(`Bs`)
PRAGMA foreign_keys = ON
