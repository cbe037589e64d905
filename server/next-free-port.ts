/** The number of ports to try before taking any free one. */
const attempts = 20;

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/**
 * Starts a server on a port. If the port is taken, the following ports are tried, and at last any free one.
 *
 * @param start rejects with `EADDRINUSE` if the port is taken; port 0 means any free port
 */
export async function startOnNextFreePort<Server>(
  port: number,
  start: (port: number) => Promise<Server>,
): Promise<Server> {
  const last = Math.min(port + attempts - 1, 65_535);
  for (let candidate = port; candidate > 0 && candidate <= last; candidate += 1) {
    try {
      return await start(candidate);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return start(0);
}
