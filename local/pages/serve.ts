import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../gateway/responses.ts';
import type { ServerRequest } from '../servers.ts';
import type { Resource } from '../template/resolve.ts';
import { type Behaviour, behaviourOf, readDistribution } from './distribution.ts';
import { type EdgeRequest, edgeFunction } from './edge-function.ts';
import { type Coding, Folder, isCompressible, type StoredFile } from './folder.ts';

/** The built pages. */
export interface BuiltPages {
  /** What the bucket has. */
  readonly directory: string;
  /** Resolves when they are there; rejects where they could not be built. */
  readonly ready: Promise<void>;
}

/** Answers a request as the distribution does; undefined where it is the API's to answer. */
export type Distribute = (request: ServerRequest, url: URL) => Promise<Reply | undefined>;

/**
 * The stack's distribution: its behaviours, its function, its headers, and the pages as its bucket. Nothing is kept
 * here: on AWS a file may be served from an edge's cache.
 * @throws TemplateNotUnderstood
 */
export function createDistribution(
  resources: readonly Resource[],
  pages: BuiltPages | undefined,
): Distribute {
  const distribution = readDistribution(resources);
  if (!distribution) return async () => undefined;
  const code = new Map(distribution.behaviours.map((behaviour) => [behaviour, functionOf(behaviour)]));
  const folders = new Map(
    distribution.behaviours.map((behaviour) => [behaviour, pages && folderOf(behaviour, pages)]),
  );
  return async (request, url) => {
    const behaviour = behaviourOf(distribution, url.pathname);
    if (!behaviour.methods.includes(request.method))
      return said(403, 'This method is not for the pages.', behaviour);
    const result = code.get(behaviour)?.(edgeRequest(request, url), request.socket.remoteAddress ?? '');
    if (result && 'statusCode' in result) return answered(result);
    if (!behaviour.bucket) return undefined;
    if (!pages) return said(404, 'The pages are not served here.', behaviour);
    try {
      await pages.ready;
    } catch {
      return said(503, 'The pages could not be built; the terminal says why. The API is there.', behaviour);
    }
    const file = await folders.get(behaviour)?.get(keyOf(result?.uri ?? url.pathname));
    return file
      ? fileReply(file, folders.get(behaviour) as Folder, behaviour, request.headers)
      : said(404, 'There is no such file.', behaviour);
  };
}

const functionOf = ({ code }: Behaviour) => (code === undefined ? undefined : edgeFunction(code));
const folderOf = ({ bucket }: Behaviour, { directory }: BuiltPages) =>
  bucket && new Folder(directory, bucket.uploads);

function edgeRequest({ method, headers }: ServerRequest, { pathname }: URL): EdgeRequest {
  const single = Object.entries(headers).map(([name, value]) => [name, { value: String(value) }] as const);
  return { method, uri: pathname, headers: Object.fromEntries(single) };
}

function answered(
  result: Extract<ReturnType<ReturnType<typeof edgeFunction>>, { statusCode: number }>,
): Reply {
  const { statusCode, headers = {}, body = '' } = result;
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value])),
    body: typeof body === 'string' ? body : body.data,
  };
}

/** A bucket's key is the path as it reads when decoded; what cannot be decoded is the key of nothing. */
function keyOf(uri: string): string {
  try {
    return decodeURIComponent(uri.slice(1));
  } catch {
    return '';
  }
}

async function fileReply(
  file: StoredFile,
  folder: Folder,
  { compress, headers }: Behaviour,
  asked: IncomingHttpHeaders,
): Promise<Reply> {
  const coding = compress && isCompressible(file) ? codingOf(asked['accept-encoding']) : undefined;
  const etag = `${coding ? 'W/' : ''}"${file.etag}"`;
  const common = {
    'Content-Type': file.type,
    ...capitalised(file.headers),
    ETag: etag,
    ...(compress && isCompressible(file) ? { Vary: 'Accept-Encoding' } : {}),
    ...headers,
  };
  const known = (asked['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(`"${file.etag}"`)) return { status: 304, headers: common, body: '' };
  if (!coding) return { status: 200, headers: common, body: file.body };
  return {
    status: 200,
    headers: { ...common, 'Content-Encoding': coding },
    body: await folder.compress(file, coding),
  };
}

/** What CloudFront would rather send of what the browser takes. */
function codingOf(accepted: string | string[] | undefined): Coding | undefined {
  const offers = String(accepted ?? '')
    .split(',')
    .map((offer) => offer.trim())
    .filter((offer) => !/;\s*q=0(\.0*)?$/.test(offer))
    .map((offer) => offer.split(';')[0]);
  return (['br', 'gzip'] as const).find((coding) => offers.includes(coding));
}

const capitalised = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );

const said = (status: number, text: string, { headers }: Behaviour): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  body: `${text}\n`,
});
