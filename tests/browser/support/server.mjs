// A static server for a built page, from a sub-path, that remembers every request it saw.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/**
 * Serves `dist` under `/learn/relata/`.
 * Gives its `url`, the `requests` so far as `METHOD /path`, and `close`.
 * With `brotli`, files are sent as a host with compression sends them, and `sent` counts the bytes.
 */
export async function serve(dist, { brotli = false } = {}) {
  const base = '/learn/relata/';
  const requests = [];
  // All of it beforehand: it takes seconds, and no visit is to wait for it.
  const packed = new Map(brotli ? filesOf(dist).map((file) => [file, zlib.brotliCompressSync(fs.readFileSync(file))]) : []);
  const served = { requests, sent: 0 };

  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = path.join(dist, pathname.slice(base.length) || 'index.html');
    if (!pathname.startsWith(base) || !file.startsWith(dist) || !fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const headers = { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' };
    let body = fs.readFileSync(file);
    if (brotli) {
      body = packed.get(file);
      headers['content-encoding'] = 'br';
    }
    served.sent += body.length;
    response.writeHead(200, headers).end(body);
  });
  // A WebSocket that gets through is a request like any other.
  server.on('upgrade', (request, socket) => {
    requests.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return Object.assign(served, {
    origin,
    url: origin + base,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
}

function filesOf(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}
