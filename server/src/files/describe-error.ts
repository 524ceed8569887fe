const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  EEXIST: 'it already exists',
  ELOOP: 'it is a loop of symbolic links',
  ENOTDIR: 'part of the path is a file, not a folder',
  ENXIO: 'it is a socket or a device',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'no space left for this user',
  EFBIG: 'the file would be too large',
  EBUSY: 'another program is using it',
  EIO: 'the disk cannot be read or written',
  ERR_INVALID_ARG_VALUE: 'the path contains a null character',
};

/** Describes a file error in words. */
export function describeError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Returns whether an exception comes from the file system. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
