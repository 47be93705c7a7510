import type { CallOptions, Send } from "../endpoint.js";
import type { Parameter } from "../model/definition.js";

/** What a job hands back to its step. */
export interface OutputData {
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly artifacts?: Readonly<Record<string, unknown>>;
}

/** Output of jobs; Maestro's open-source server refuses every call with `bad-request`. */
export interface OutputDataApi {
  put(data: OutputData, options?: CallOptions): Promise<unknown>;
}

/** The calls of {@link OutputDataApi}. */
export function createOutputDataApi(send: Send): OutputDataApi {
  return {
    put: (json, options) =>
      send({ method: "PUT", path: "/output-data", json, repeat: "once", expect: "json-or-nothing" }, options),
  };
}
