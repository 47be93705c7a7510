import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** A value as the recorded cases write it. */
export interface RecordedValue {
  readonly type: string;
  readonly value: unknown;
}

export interface RecordedCase {
  readonly id: string;
  readonly category: string;
  readonly expr?: string;
  readonly literal?: RecordedValue;
  readonly vars: Readonly<Record<string, RecordedValue & { readonly evaluated?: boolean }>>;
  readonly ext?: Readonly<Record<string, unknown>>;
  readonly entry?: "param";
  readonly slow?: boolean;
  readonly expect: {
    readonly ok: boolean;
    readonly type?: string;
    readonly value?: unknown;
    readonly not_a_param_value?: boolean;
    readonly error_kind?: string;
    readonly refs?: readonly string[];
  };
}

const folder = new URL("../../conformance/sel/", import.meta.url);

function readLines(file: string): string[] {
  const bytes = readFileSync(new URL(file, folder));
  const text = file.endsWith(".gz") ? gunzipSync(bytes).toString("utf8") : bytes.toString("utf8");
  return text.split("\n").filter((line) => line !== "");
}

let cases: RecordedCase[] | undefined;

/** All recorded cases, read once. */
export function readCases(): readonly RecordedCase[] {
  cases ??= readdirSync(folder)
    .filter((file) => /\.jsonl(\.gz)?$/.test(file))
    .sort()
    .flatMap(readLines)
    .map((line) => JSON.parse(line) as RecordedCase);
  return cases;
}
