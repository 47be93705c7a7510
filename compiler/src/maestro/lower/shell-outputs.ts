import { canonicalJson, type Type, withoutNull } from "@stave/ir-schema";
import type { MaestroType } from "../definition.js";
import type { PlannedStep } from "./frame.js";
import { isJsonText, maestroType } from "./type-map.js";

/**
 * Runs the script in its first argument and reports what it left. The script's own output goes to the log and to
 * a file, so that it can be an output too.
 */
export const SHELL_WITH_OUTPUTS: string = [
  "script=$1; shift",
  "STAVE_OUTPUT=$(mktemp) || exit 1; export STAVE_OUTPUT",
  'sh -c "$script" "$0" "$@" > "$STAVE_OUTPUT.stdout"; code=$?',
  'cat "$STAVE_OUTPUT.stdout"',
  '[ "$code" -eq 0 ] || exit "$code"',
  'exec python3 -c "$STAVE_REPORT"',
].join("\n");

/** Python that prints the outputs of a script between Maestro's markers. */
export const REPORT_OUTPUTS: string = [
  "import json, os, sys, time",
  "e = os.environ",
  "path = e['STAVE_OUTPUT']",
  "text = open(path, encoding='utf-8').read().strip()",
  "values = json.loads(text) if text else {}",
  "printed = open(path + '.stdout', encoding='utf-8').read().rstrip('\\r\\n')",
  "params = {}",
  "def as_json(value):",
  "    return json.dumps(value, ensure_ascii=False, separators=(',', ':'))",
  "def plain(value, want):",
  "    if want.get('isJson'):",
  "        return as_json(value)",
  "    if want['type'] == 'MAP':",
  "        return {name: plain(item, entry(want, name)) for name, item in value.items()}",
  "    if want['type'] == 'LONG':",
  "        return int(value)",
  "    if want['type'] == 'LONG_ARRAY':",
  "        return [int(item) for item in value]",
  "    return value if want['type'] != 'STRING' or isinstance(value, str) else as_json(value)",
  "def entry(want, name):",
  "    return want['each'] if 'each' in want else want['fields'][name]",
  "def written(value, want):",
  "    if want['type'] != 'MAP':",
  "        return plain(value, want)",
  "    wants = {name: entry(want, name) for name in value}",
  "    return {name: {'type': wants[name]['type'], 'value': written(value[name], wants[name])} for name in value}",
  "for name, want in json.loads(e['STAVE_OUTPUTS']).items():",
  "    if name == 'stdout' and name not in values:",
  "        values[name] = printed if want.get('isText') else json.loads(printed)",
  "    if name not in values:",
  "        sys.exit('the script gave no output ' + repr(name))",
  "    value = values[name]",
  "    if value is None and not want.get('isJson'):",
  "        continue",
  "    params[want['param']] = {'type': want['type'], 'value': written(value, want), 'mode': 'MUTABLE',",
  "                             'evaluated_result': plain(value, want), 'evaluated_time': int(time.time() * 1000)}",
  "body = json.dumps({'params': params})",
  "if len(body) > 750000:",
  "    sys.exit('the outputs are %d characters of JSON, but Maestro carries 750000' % len(body))",
  "start, end = e['MAESTRO_OUTPUT_START'], e['MAESTRO_OUTPUT_END']",
  "for token in (start, end):",
  "    body = body.replace(token, '\\\\u%04x%s' % (ord(token[0]), token[1:]))",
  "print(start + body + end)",
].join("\n");

/** How one value of an output is written for Maestro. */
interface WantedValue {
  readonly type: MaestroType;
  /** Whether it travels as JSON text. */
  readonly isJson?: true;
  readonly each?: WantedValue;
  readonly fields?: Readonly<Record<string, WantedValue>>;
}

/** What the script's report has to know of each output: the param that holds it and how its value is written. */
export function outputTable(outputs: PlannedStep["outputs"]): string {
  const rows = [...outputs].map(([name, { type, param }]) => {
    const isPrinted = name === "stdout" && isText(type);
    return [name, { param: param ?? name, ...(isPrinted && { isText: true }), ...wantedValue(type) }];
  });
  return canonicalJson(Object.fromEntries(rows));
}

function wantedValue(declared: Type): WantedValue {
  const type = withoutNull(declared);
  const held = maestroType(declared) ?? maestroType(type) ?? "STRING";
  if (isJsonText(type)) return { type: held, isJson: true };
  if (held !== "MAP" || typeof type !== "object") return { type: held };
  if (type.kind === "map") return { type: held, each: wantedValue(type.of) };
  if (type.kind !== "struct") return { type: held };
  const fields = Object.entries(type.fields).map(([name, field]) => [name, wantedValue(field)]);
  return { type: held, fields: Object.fromEntries(fields) };
}

/** Whether what a script printed is the value itself, not JSON of it. */
function isText(type: Type): boolean {
  return type === "string" || (typeof type === "object" && (type.kind === "format" || type.kind === "enum"));
}
