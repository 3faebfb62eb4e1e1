/** The files of docs/nginx as an office has them, with this machine's places in them. */
import { readFile } from 'node:fs/promises';

const DOCS = new URL('../../docs/nginx/', import.meta.url);

export interface NginxPlaces {
  /** Where everything of this nginx lies: its configuration, its logs, what it buffers. */
  readonly folder: string;
  readonly port: number;
  /** `address:port` of the host system, out of the browsers' reach. */
  readonly host: string;
  /** `address:port` of the gateway. */
  readonly gateway: string;
  /** This enforcement point's own bearer key. */
  readonly key: string;
  /** `observe`: whatever the gateway says of a receipt, the request passes, and is counted. */
  readonly mode: 'hold' | 'observe';
}

/** @returns file name → text, to be written into the folder */
export async function nginxFiles(places: NginxPlaces): Promise<Readonly<Record<string, string>>> {
  const [maps, guard, host] = await Promise.all(
    ['duecheck-maps.conf', 'duecheck.conf', 'duecheck-host.conf'].map((name) => documented(name, places)),
  );
  return {
    'nginx.conf': around(places),
    'duecheck-maps.conf': maps as string,
    'duecheck.conf': guard as string,
    'duecheck-host.conf': host as string,
    'duecheck-key.conf': `proxy_set_header Authorization "Bearer ${places.key}";\n`,
  };
}

async function documented(name: string, { folder, gateway, mode }: NginxPlaces): Promise<string> {
  const text = await readFile(new URL(name, DOCS), 'utf8');
  const placed = text
    .replaceAll('/etc/nginx/', `${folder}/`)
    .replaceAll('/var/log/nginx/', `${folder}/`)
    .replaceAll('127.0.0.1:7400', gateway);
  return mode === 'hold' ? placed : placed.replace(/(error_page 401 403 = )@duecheck_refused/, '$1@duecheck_unchecked');
}

/** What an office's nginx has around them already; in one folder, as whoever starts it, on the loopback alone. */
const around = ({ folder, port, host }: NginxPlaces): string => `daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 256; }
http {
    access_log off;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `    ${one}_temp_path ${folder}/${one};`).join('\n')}
    include ${folder}/duecheck-maps.conf;
    upstream hiring { server ${host}; keepalive 8; }
    server {
        listen 127.0.0.1:${port};
        include ${folder}/duecheck.conf;
        location / { include ${folder}/duecheck-host.conf; }
    }
}
`;
