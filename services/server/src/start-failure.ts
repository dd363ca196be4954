/** One sentence about why the process could not start, for the person at the terminal. */
export function startFailure(error: unknown): string {
  const { code, path, port, message } = error as NodeJS.ErrnoException & { port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: stop what listens there, or choose another with PORT=….`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return port === undefined
        ? `Cannot write to ${path ?? 'the data folder'}: give this user the right, or choose another place with STORE_URL and SPOOL_DIR.`
        : `Port ${port} may not be opened by this user: choose one above 1023 with PORT=….`;
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOENT':
      return `${path ?? 'The data folder'} cannot be used as a folder: choose another place with STORE_URL and SPOOL_DIR.`;
    case 'EADDRNOTAVAIL':
      return 'HOST is not an address of this machine.';
    case 'ENOSPC':
      return 'The disk is full: nothing could be stored.';
    default:
      return `Parley cannot start: ${message ?? String(error)}`;
  }
}
