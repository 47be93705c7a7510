import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { Long } from "../json.js";
import type { TimelineEvent } from "../model/run.js";

/** How many steps with a tag may run at once. */
export interface TagPermit {
  readonly tag: string;
  /** 0 blocks every step with the tag. */
  readonly max_allowed: Long;
  readonly timeline?: readonly TimelineEvent[];
  readonly [extra: string]: unknown;
}

/** Limits on the steps that carry a tag; changes reach runs with a short delay. */
export interface TagPermitsApi {
  set(permit: TagPermit, options?: CallOptions): Promise<void>;
  get(tag: string, options?: CallOptions): Promise<TagPermit>;
  delete(tag: string, options?: CallOptions): Promise<void>;
}

/** The calls of {@link TagPermitsApi}. */
export function createTagPermitsApi(send: Send): TagPermitsApi {
  return {
    set: (json, options) =>
      send({ method: "POST", path: "/tag-permits", json, repeat: "repeatable", expect: "nothing" }, options),
    get: (tag, options) => send(read(path`/tag-permits/${tag}`, ["tag"]), options),
    delete: (tag, options) =>
      send({ method: "DELETE", path: path`/tag-permits/${tag}`, repeat: "repeatable", expect: "nothing" }, options),
  };
}
