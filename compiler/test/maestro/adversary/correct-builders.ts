import { lit, map, str } from "./adversary-case.js";

type Json = Record<string, unknown>;

export const props = { owner: "data-eng", run_strategy: { rule: "SEQUENTIAL" }, step_concurrency: 20 };
export const flow = (id: string, workflow: Json, more: Json = {}): Json => ({
  properties: props,
  is_active: true,
  workflow: { id, ...workflow },
  ...more,
});
export const pod = (id: string, kubernetes: Json, more: Json = {}, params: Json = {}): Json => ({
  step: {
    id,
    type: "Kubernetes",
    params: { kubernetes: map({ image: str("repo/etl:1.4"), ...kubernetes }), ...params },
    ...more,
  },
});
export const words = (...value: readonly string[]): Json => lit("STRING_ARRAY", value);
export const bash = (script: string): Json => ({ command: words("bash", "-c", script) });
export const next = (...ids: readonly string[]): Json => ({
  transition: { successors: Object.fromEntries(ids.map((id) => [id, "true"])) },
});
export const when = (successors: Json): Json => ({ transition: { successors } });
export const http = (id: string, url: string, more: Json = {}, params: Json = {}, entries: Json = {}): Json => ({
  step: { id, type: "Http", params: { http: map({ url: str(url), ...entries }), ...params }, ...more },
});
export const book = (id: string, path: string, args: readonly string[], more: Json = {}): Json => ({
  step: {
    id,
    type: "Notebook",
    params: {
      kubernetes: map({ image: str("jupyter/papermill:3"), memory: str("8Gi"), cpu: str("2") }),
      notebook: map({
        input_path: str(path),
        output_path: str("s3://out/${RUN_DATE}/${step_id}.ipynb"),
        papermill_arguments: words(...args),
      }),
    },
    ...more,
  },
});
export const cron = (text: string, timezone = "America/Los_Angeles"): Json => ({ type: "CRON", cron: text, timezone });
export const named = (step: Json, id: string): Json =>
  Object.fromEntries(Object.entries(step).map(([key, body]) => [key, { ...(body as Json), id }]));
