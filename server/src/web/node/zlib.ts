/** Replaces `node:zlib` in the bundles for browsers. */
import { Gunzip } from 'fflate';
import { Buffer } from './globals.js';

/**
 * Bytes are decompressed in pieces of this size, so that a small file with large content is noticed in time.
 */
const pieceBytes = 64 * 1024;

/** Decompresses bytes. Throws if they are invalid or incomplete, or exceed `maxOutputLength`. */
export function gunzipSync(
  bytes: Uint8Array,
  { maxOutputLength = Number.POSITIVE_INFINITY } = {},
): ReturnType<typeof Buffer.concat> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  /** The last member: a file can have several. */
  let member = { length: 0, checksum: checksumOf(new Uint8Array(0)) };
  const unpack = new Gunzip((piece) => {
    length += piece.length;
    if (length > maxOutputLength) throw new RangeError(`more than ${maxOutputLength} bytes`);
    pieces.push(piece);
    member = { length: member.length + piece.length, checksum: checksumOf(piece, member.checksum) };
  });
  unpack.onmember = () => {
    member = { length: 0, checksum: 0 };
  };
  for (let start = 0; start < bytes.length; start += pieceBytes)
    unpack.push(bytes.subarray(start, start + pieceBytes));
  // RFC 1952, 2.3: a member ends with the checksum and the length of its content.
  const end = Buffer.from(bytes.subarray(-8));
  const isComplete =
    bytes.length >= 18 &&
    end.readUInt32LE(0) === member.checksum &&
    end.readUInt32LE(4) === member.length % 2 ** 32;
  if (!isComplete) throw new Error('it is incomplete or damaged');
  return Buffer.concat(pieces);
}

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let checksum = byte;
  for (let bit = 0; bit < 8; bit++) checksum = checksum & 1 ? (checksum >>> 1) ^ 0xedb88320 : checksum >>> 1;
  return checksum;
});

/** Returns the CRC-32 of bytes, following others with the checksum `before`. */
function checksumOf(bytes: Uint8Array, before = 0): number {
  let checksum = ~before;
  for (const byte of bytes) checksum = checksums[(checksum ^ byte) & 0xff]! ^ (checksum >>> 8);
  return ~checksum >>> 0;
}
