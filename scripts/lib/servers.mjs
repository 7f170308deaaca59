// Starts PostgreSQL and MariaDB, each on a socket of its own in a temporary folder.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from './process.mjs';

const isRoot = process.getuid?.() === 0;

/** PostgreSQL in the C locale: `psql`'s arguments, a connection string, what Sequelize connects with, and how it is stopped. */
export function startPostgres() {
  const versions = fs.existsSync('/usr/lib/postgresql') ? fs.readdirSync('/usr/lib/postgresql').sort() : [];
  const bin = versions.length > 0 ? `/usr/lib/postgresql/${versions.at(-1)}/bin/` : '';
  const data = dataFolder('postgres', 'postgres');
  install('postgres', `${bin}initdb`, ['-D', data, '-A', 'trust', '-E', 'UTF8', '--locale=C', '-U', 'relata']);
  const args = ['-h', data, '-U', 'relata', '-d', 'postgres'];
  const options = ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${data}`, '-c', 'fsync=off'];
  const server = start('postgres', `${bin}postgres`, options, () => spawnSync('psql', [...args, '-c', 'SELECT 1']).status === 0);
  return { args, connection: `host=${data} user=relata dbname=postgres`, options: { host: data, username: 'relata' }, stop: () => server.kill('SIGINT') };
}

/** MariaDB: its client's arguments, what Sequelize connects with, and how it is stopped. */
export function startMariadb() {
  const data = dataFolder('mariadb', 'mysql');
  install('mysql', 'mariadb-install-db', ['--no-defaults', ...(isRoot ? ['--user=mysql'] : []), `--datadir=${data}`, '--auth-root-authentication-method=normal'], { asRoot: true });
  const socket = path.join(data, 'relata.sock');
  const args = ['-uroot', '-S', socket];
  const options = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', '--innodb-flush-log-at-trx-commit=0', '--character-set-server=utf8mb4'];
  const server = start('mysql', 'mariadbd', options, () => spawnSync('mariadb-admin', ['--no-defaults', ...args, 'ping']).status === 0);
  return { args, options: { username: 'root', dialectOptions: { socketPath: socket } }, stop: () => server.kill('SIGTERM') };
}

/** Runs a server's program as its own user where we are root, which servers refuse to be. */
function asUser(user, program, args) {
  return isRoot ? ['setpriv', [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', program, ...args]] : [program, args];
}

/** A new folder that belongs to the server's user. */
function dataFolder(name, user) {
  const data = fs.mkdtempSync(path.join('/tmp', `relata-${name}-`));
  if (isRoot) execFileSync('chown', [user, data]);
  return data;
}

function install(user, program, args, { asRoot = false } = {}) {
  const { error, status } = spawnSync(...(asRoot ? [program, args] : asUser(user, program, args)), { stdio: 'ignore' });
  if (error || status !== 0) {
    throw new Problem(`${program} is needed, and did not work. On Debian:\n  sudo apt-get install postgresql mariadb-server`);
  }
}

function start(user, program, args, isUp) {
  const server = spawn(...asUser(user, program, args), { stdio: 'ignore' });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (isUp()) return server;
    spawnSync('sleep', ['0.2']);
  }
  throw new Problem(`${program} did not start`);
}
