/** A scan of `{package: {version: {stream: schema}}}` in pieces, which emits the wanted schemas. */
export interface SchemaScan {
  feed(chunk: Uint8Array): void;
}

export interface SchemaReceiver {
  /** Returns whether a schema is wanted; called when its stream's name was read. */
  wants(packageName: string, version: string, stream: string): boolean;
  /** Receives the JSON of a wanted schema. */
  receive(packageName: string, version: string, stream: string, json: string): void;
}

const quote = 0x22;
const backslash = 0x5c;
const openers = new Set([0x7b, 0x5b]);
const closers = new Set([0x7d, 0x5d]);
const colon = 0x3a;
const comma = 0x2c;
/** Number of names above a schema: package, version, stream. */
const levels = 3;

/**
 * Scans JSON of any size without building it: the file of all integration schemas has about 170 MB, most of
 * it for versions that nobody needs. Expects valid JSON.
 */
export function scanSchemas(receiver: SchemaReceiver): SchemaScan {
  const decoder = new TextDecoder();
  const names: string[] = [];
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Pieces of the string or value that is being collected. */
  let collected: Uint8Array[] = [];
  let collecting: 'name' | 'schema' | undefined;
  let expectsName = false;

  const finish = (piece: Uint8Array): string => {
    const bytes = collected.length === 0 ? piece : Buffer.concat([...collected, piece]);
    collected = [];
    collecting = undefined;
    return decoder.decode(bytes);
  };

  return {
    feed(chunk) {
      let from = 0;
      let at = 0;
      while (at < chunk.length) {
        if (inString) {
          if (escaped) {
            escaped = false;
            at++;
            continue;
          }
          let end = chunk.indexOf(quote, at);
          const slash = chunk.subarray(at, end < 0 ? chunk.length : end).indexOf(backslash);
          if (slash >= 0) {
            escaped = true;
            at += slash + 1;
            continue;
          }
          if (end < 0) {
            end = chunk.length;
            at = end;
            break;
          }
          inString = false;
          at = end + 1;
          if (collecting === 'name') {
            names[depth - 1] = JSON.parse(`"${finish(chunk.subarray(from, end))}"`) as string;
            expectsName = false;
          }
          continue;
        }
        const byte = chunk[at]!;
        if (byte === quote) {
          inString = true;
          at++;
          if (depth <= levels && expectsName) {
            collecting = 'name';
            from = at;
          }
        } else if (openers.has(byte)) {
          if (depth === levels && !collecting && receiver.wants(names[0]!, names[1]!, names[2]!)) {
            collecting = 'schema';
            from = at;
          }
          depth++;
          expectsName = byte === 0x7b && depth <= levels;
          at++;
        } else if (closers.has(byte)) {
          depth--;
          at++;
          if (depth === levels && collecting === 'schema')
            receiver.receive(names[0]!, names[1]!, names[2]!, finish(chunk.subarray(from, at)));
        } else {
          if (byte === comma && depth > 0 && depth <= levels) expectsName = true;
          else if (byte === colon) expectsName = false;
          at++;
        }
      }
      if (collecting) collected.push(chunk.slice(from));
    },
  };
}
