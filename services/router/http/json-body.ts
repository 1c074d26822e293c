// Request bodies: JSON in UTF-8, and nothing else.
import type { FastifyInstance } from 'fastify';
import { FulgurError, invalid } from '../../../lib/wire/errors.ts';

/** A body that is not JSON: a browser can send other types to this server from any page, without asking first. */
export class UnsupportedMediaType extends FulgurError {}

export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    /^application\/([\w.-]+\+)?json(\s*;|$)/i,
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, parseJson(body as Buffer));
      } catch (error) {
        done(error as Error, undefined);
      }
    },
  );
  server.addContentTypeParser('*', (request, _payload, done) => {
    const type = request.headers['content-type'] ?? '';
    done(
      new UnsupportedMediaType(3, `the content type must be application/json, got '${type.slice(0, 100)}'`),
      undefined,
    );
  });
}

/** @throws INVALID_ARGUMENT saying what is wrong and where. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) throw invalid('body', 'the request body is empty: send a JSON object', 'invalid_body');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalid('body', `the request body is not valid UTF-8 (byte ${invalidAt(body)})`, 'invalid_body');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalid('body', `the request body is not valid JSON: ${why.slice(0, 200)}`, 'invalid_body');
  }
}

/** Offset of the first byte that no UTF-8 text has there. */
function invalidAt(body: Buffer): number {
  const readable = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  let offset = 0;
  for (const character of readable) {
    const bytes = Buffer.from(character);
    if (!bytes.equals(body.subarray(offset, offset + bytes.length))) return offset;
    offset += bytes.length;
  }
  return offset;
}
