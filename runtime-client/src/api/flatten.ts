import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { Json, Long } from "../json.js";
import type { StepStatus } from "../model/run.js";
import type { Page, PageQuery, WalkOptions } from "../pagination.js";

/** One iteration of a step inside loops, however deeply nested. */
export interface FlatIteration {
  readonly workflow_id: string;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
  readonly step_id: string;
  readonly iteration_rank: string;
  readonly step_attempt_seq?: string | Long;
  readonly leaf_step_instance_ref?: Readonly<Record<string, unknown>>;
  readonly loop_params?: Readonly<Record<string, unknown>>;
  readonly step_runtime_state: { readonly status: StepStatus } & Readonly<Record<string, unknown>>;
}

/** The iterations of a step counted and sampled. */
export interface FlatSummary {
  readonly representative_iteration?: FlatIteration;
  readonly count_by_status?: Readonly<Record<string, Long>>;
  readonly range?: unknown;
  readonly loop_param_values?: Readonly<Record<string, readonly unknown[]>>;
}

/** The address of a step whose iterations are looked at. */
export interface FlatStep {
  readonly workflow: string;
  readonly instance: Long;
  readonly run: Long;
  readonly step: string;
}

/** Which iterations. */
export interface FlatFilter {
  readonly statuses?: readonly StepStatus[];
  readonly loopParams?: Readonly<Record<string, Json>>;
}

/** The flattened view of nested loops; only servers with extensions switched on have it. */
export interface FlattenApi {
  page(at: FlatStep, query: PageQuery, options?: CallOptions & FlatFilter): Promise<Page<FlatIteration>>;
  list(at: FlatStep, options?: CallOptions & FlatFilter & WalkOptions): AsyncGenerator<FlatIteration, void, undefined>;
  /** One iteration by its id, `"3"` or `"1-3"` for nested loops. */
  iteration(at: FlatStep, iteration: string, options?: CallOptions): Promise<FlatIteration>;
  summary(at: FlatStep, options?: CallOptions & FlatSummaryOptions): Promise<FlatSummary>;
}

/** What a summary holds. */
export interface FlatSummaryOptions {
  readonly statusCount?: boolean;
  readonly representative?: boolean;
  readonly valueCount?: number;
}

/** The calls of {@link FlattenApi}. */
export function createFlattenApi(send: Send): FlattenApi {
  const page: FlattenApi["page"] = (at, query, options) =>
    send(read(stepPath(at), ["page_info", "elements"], { ...query, ...filterQuery(options) }), options);
  return {
    page,
    list: (at, options = {}) => walkByCursor((query) => page(at, query, options), options),
    iteration: (at, iteration, options) =>
      send(
        {
          method: "GET",
          path: `${stepPath(at)}${path`/iterations/${iteration}`}`,
          repeat: "read",
          expect: ["iteration_rank"],
        },
        options,
      ),
    summary: (at, options) =>
      send(
        read(`${stepPath(at)}/summary`, [], {
          statusCount: options?.statusCount,
          representative: options?.representative,
          valueCount: options?.valueCount,
        }),
        options,
      ),
  };
}

function stepPath(at: FlatStep): string {
  return path`/views/flatten/workflows/${at.workflow}/instances/${at.instance}/runs/${at.run}/steps/${at.step}`;
}

function filterQuery(filter: FlatFilter = {}): Readonly<Record<string, string | undefined>> {
  return {
    statuses: filter.statuses?.join(","),
    loopParams: filter.loopParams && Buffer.from(JSON.stringify(filter.loopParams)).toString("base64url"),
  };
}

async function* walkByCursor(
  fetchPage: (query: PageQuery) => Promise<Page<FlatIteration>>,
  { pageSize = 50, limit = Number.POSITIVE_INFINITY }: WalkOptions,
): AsyncGenerator<FlatIteration, void, undefined> {
  let cursor: string | undefined;
  let given = 0;
  while (given < limit) {
    const page = await fetchPage({ first: pageSize, ...(cursor !== undefined && { cursor }) });
    for (const element of page.elements) {
      if (given++ >= limit) return;
      yield element;
    }
    const next = page.page_info.end_cursor;
    if (!page.page_info.has_next_page || next === null || next === cursor) return;
    cursor = next;
  }
}
