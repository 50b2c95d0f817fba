import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { like } from '../permissions.ts';
import type { Upload } from './distribution.ts';

/** A file as the bucket has it. */
export interface StoredFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Coding = 'br' | 'gzip';

/** As `aws s3 sync` guesses them by the name. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
};
/** A part of a key that is the name of a file or folder, and of nothing above it. */
const plainPart = /^(?!\.)[\w.@+-]+$/;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** What CloudFront compresses: text, from this size on, in bytes. */
const compressible = /^text\/|json|javascript|svg/;
const SMALLEST = 1000;

/** A folder on this machine, as if it had been uploaded to the bucket. Read anew at each request, so that a new build is there at once. */
export class Folder {
  readonly #directory: string;
  readonly #uploads: readonly Upload[];
  readonly #compressed = new Map<string, Promise<Buffer>>();

  constructor(directory: string, uploads: readonly Upload[]) {
    this.#directory = directory;
    this.#uploads = uploads;
  }

  /** The file of a key; undefined where the bucket has none. */
  async get(key: string): Promise<StoredFile | undefined> {
    for (const upload of this.#uploads) {
      if (!key.startsWith(upload.prefix)) continue;
      const path = key.slice(upload.prefix.length);
      const parts = path.split('/');
      if (!isUploaded(upload, path) || !parts.every((part) => plainPart.test(part))) continue;
      const body = await readFile(join(this.#directory, ...parts)).catch(nothingThere);
      if (body === undefined) continue;
      return {
        body,
        type: types[extname(path)] ?? 'binary/octet-stream',
        etag: createHash('md5').update(body).digest('hex'),
        headers: upload.headers,
      };
    }
    return undefined;
  }

  /** Compressed once for each content. */
  compress({ body, etag }: StoredFile, coding: Coding): Promise<Buffer> {
    const key = `${coding} ${etag}`;
    const made =
      this.#compressed.get(key) ??
      (coding === 'br' ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : zip(body));
    this.#compressed.set(key, made);
    return made;
  }
}

export const isCompressible = ({ body, type }: StoredFile): boolean =>
  compressible.test(type) && body.length >= SMALLEST;

/** As `aws s3 sync` reads its filters: what is included after being excluded is there. */
function isUploaded({ exclude, include }: Upload, path: string): boolean {
  const named = (patterns: readonly string[]) => patterns.some((pattern) => like(pattern, path));
  return !named(exclude) || named(include);
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code ?? '')) return undefined;
  throw error;
}
