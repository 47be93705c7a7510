import { relative, sep } from "node:path";
import type { Diagnostic } from "@stave/ir-schema";

const pathFrom = (cwd: string, file: string): string => (relative(cwd, file) || file).split(sep).join("/");

/**
 * Diagnostics as plain JSON values with paths from `cwd`.
 *
 * @example
 * console.log(JSON.stringify(toJson(diagnostics, process.cwd())));
 */
export function toJson(diagnostics: readonly Diagnostic[], cwd: string): readonly object[] {
  return diagnostics.map(({ code, name, severity, message, hint, at, related, fix }) => ({
    code,
    severity,
    message,
    ...place({ pointer: "", ...at }, cwd),
    ...(hint !== undefined && { hint }),
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: pathFrom(cwd, edit.file) })) } }),
    ...(name !== code && { name }),
    ...(related && { related: related.map((item) => ({ message: item.message, ...place(item.at, cwd) })) }),
  }));
}

function place({ workflow, pointer, span }: Diagnostic["at"], cwd: string): object {
  const { file, ...position } = span ?? {};
  return {
    ...(file !== undefined && { file: pathFrom(cwd, file) }),
    ...(pointer !== undefined && { pointer }),
    ...position,
    ...(workflow !== undefined && { workflow }),
  };
}

const levels = { error: "error", warning: "warning", info: "note" } as const;

/**
 * Diagnostics as a SARIF 2.1.0 log.
 *
 * @example
 * writeWhole("stave.sarif", JSON.stringify(toSarif(diagnostics, process.cwd(), "0.1.0")));
 */
export function toSarif(diagnostics: readonly Diagnostic[], cwd: string, version: string): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "stave", version, rules: rulesOf(diagnostics) } },
        results: diagnostics.map((item) => ({
          ruleId: item.code,
          level: levels[item.severity],
          message: { text: item.hint === undefined ? item.message : `${item.message} ${item.hint}` },
          locations: locations(item, cwd),
        })),
      },
    ],
  };
}

function rulesOf(diagnostics: readonly Diagnostic[]): readonly object[] {
  const byCode = new Map(diagnostics.map(({ code, name }) => [code, { id: code, name }]));
  return [...byCode.values()];
}

function locations({ at: { span } }: Diagnostic, cwd: string): readonly object[] {
  if (span === undefined) return [];
  const { line, column, endLine, endColumn } = span;
  const region = { startLine: line, startColumn: column, ...(endLine !== undefined && { endLine, endColumn }) };
  return [{ physicalLocation: { artifactLocation: { uri: pathFrom(cwd, span.file) }, region } }];
}

const commands = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * A diagnostic as a workflow command of GitHub Actions.
 *
 * @example
 * for (const item of diagnostics) console.log(toGithub(item, process.cwd())); // ::error file=rain.ts,line=13,…
 */
export function toGithub({ severity, code, message, hint, at: { span } }: Diagnostic, cwd: string): string {
  const position =
    span === undefined
      ? ""
      : ` file=${property(pathFrom(cwd, span.file))},line=${span.line},col=${span.column},title=${code}`;
  return `::${commands[severity]}${position || ` title=${code}`}::${data(hint === undefined ? message : `${message} ${hint}`)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
