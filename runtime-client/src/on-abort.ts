import { getMaxListeners, setMaxListeners } from "node:events";

const ENOUGH = 10_000;

/** Listens for an abort and gives what ends the listening. One signal may be shared by all calls in flight. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => undefined;
  // Node takes more than ten listeners for a leak, and warns.
  if (getMaxListeners(signal) < ENOUGH) setMaxListeners(ENOUGH, signal);
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}
