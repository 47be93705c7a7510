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
  "for name, want in json.loads(e['STAVE_OUTPUTS']).items():",
  "    if name == 'stdout' and name not in values:",
  "        values[name] = printed if want['isText'] else json.loads(printed)",
  "    if name not in values:",
  "        sys.exit('the script gave no output ' + repr(name))",
  "    value = values[name]",
  "    if value is None:",
  "        continue",
  "    kind = want['maestroType']",
  "    if kind == 'STRING' and not isinstance(value, str):",
  "        value = json.dumps(value)",
  "    params[want['param']] = {'type': kind, 'value': value, 'evaluated_result': value,",
  "                             'evaluated_time': int(time.time() * 1000), 'mode': 'MUTABLE'}",
  "body = json.dumps({'params': params})",
  "if len(body) > 750000:",
  "    sys.exit('the outputs are %d characters of JSON, but Maestro carries 750000' % len(body))",
  "print(e['MAESTRO_OUTPUT_START'] + body + e['MAESTRO_OUTPUT_END'])",
].join("\n");
