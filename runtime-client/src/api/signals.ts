import { type CallOptions, path, read, type Send } from "../endpoint.js";
import { RuntimeClientError } from "../errors.js";
import type { Json, Long } from "../json.js";

/** A signal to announce. */
export interface Signal {
  readonly name: string;
  /** What steps and triggers match on. */
  readonly params?: Readonly<Record<string, string | Long>>;
  readonly payload?: Readonly<Record<string, Json>>;
  /**
   * The key under which a repeated announcement is recognised. Without it the server makes one of name and params,
   * so that the same name and params can be announced only once.
   */
  readonly requestId?: string;
  readonly requestTime?: number;
}

/** A signal as stored. */
export interface SignalInstance {
  readonly name: string;
  readonly seq_id: Long;
  readonly instance_id: string;
  readonly params?: Readonly<Record<string, string | Long>>;
  readonly payload?: Readonly<Record<string, Json>>;
  readonly request_time?: number;
  readonly create_time?: number;
}

/** What came of an announcement: stored now, or known already (perhaps from a lost first attempt of the same call). */
export type AnnounceResult =
  | { readonly outcome: "announced"; readonly instance: SignalInstance }
  | { readonly outcome: "duplicate" };

/** Signals between workflows and from outside. */
export interface SignalsApi {
  announce(signal: Signal, options?: CallOptions): Promise<AnnounceResult>;
  /**
   * One announcement by its number; `undefined` when there is none. A name with a slash cannot be addressed on a server
   * with default settings.
   */
  get(name: string, sequence: Long, options?: CallOptions): Promise<SignalInstance | undefined>;
  /** The newest announcement; the server reports its number as -1. */
  latest(name: string, options?: CallOptions): Promise<SignalInstance | undefined>;
}

/** The calls of {@link SignalsApi}. */
export function createSignalsApi(send: Send): SignalsApi {
  const find = (name: string, which: Long | "latest", options?: CallOptions): Promise<SignalInstance | undefined> =>
    send(read(path`/signals/${name}/instances/${which}`, "json-or-nothing"), options);
  return {
    announce: (signal, options) => announce(send, signal, options),
    get: find,
    latest: (name, options) => find(name, "latest", options),
  };
}

async function announce(send: Send, signal: Signal, options?: CallOptions): Promise<AnnounceResult> {
  const json = {
    name: signal.name,
    params: signal.params,
    payload: signal.payload,
    request_id: signal.requestId,
    request_time: signal.requestTime,
  };
  try {
    const instance = await send<SignalInstance>(
      { method: "POST", path: "/signals", json, repeat: "keyed", expect: ["name", "seq_id"] },
      options,
    );
    return { outcome: "announced", instance };
  } catch (error) {
    if (error instanceof RuntimeClientError && error.code === "conflict") return { outcome: "duplicate" };
    throw error;
  }
}
