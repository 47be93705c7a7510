import type { PythonFunction, PythonParam, RefusedFunction } from "../signature.js";
import { docComment } from "./doc-comment.js";
import { isBindable, propertyText } from "./identifier.js";
import { mark } from "./source-map.js";
import type { StructNames } from "./struct-names.js";
import { typeText } from "./type-text.js";

/** A function's declaration as a typed step. */
export function functionText(fn: PythonFunction, shownFile: string, structs: StructNames): string {
  const doc = docComment([...(fn.doc ? [fn.doc, ""] : []), `Defined in ${shownFile}:${fn.line}.`]);
  return doc + exported(fn.name, mark(fn), `(${argumentsText(fn, structs)}): StepCall<${outputsText(fn, structs)}>`);
}

/** A declaration for a function that cannot be a step: any call of it shows the reason. */
export function refusedText(refused: RefusedFunction): string {
  const reasons = refused.diagnostics.map(({ code, message, hint }) => `${code}: ${message}${hint ? ` ${hint}` : ""}`);
  const doc = docComment(["It cannot be a step yet.", "", ...reasons]);
  const [first] = refused.diagnostics;
  const reason = JSON.stringify(first === undefined ? "cannot be a step" : `${first.code}: ${first.message}`);
  const at = first?.at.span;
  const place = at === undefined ? "" : mark({ fileName: at.file, line: at.line, column: at.column });
  return doc + exported(refused.name, place, `(cannotBeAStep: ${reason}): never`);
}

function exported(name: string, place: string, rest: string): string {
  if (isBindable(name)) return `export declare function ${place}${name}${rest};\n`;
  return `declare function ${place}${name}_${rest};\nexport { ${name}_ as ${name} };\n`;
}

function argumentsText(fn: PythonFunction, structs: StructNames): string {
  if (fn.params.length === 0 && fn.kwargs === undefined) return "args?: Readonly<Record<string, never>>";
  const optional = fn.params.every((param) => param.hasDefault) ? "?" : "";
  const lines = fn.params.map((param) => paramText(param, fn.fileName, structs));
  const own = lines.length === 0 ? "" : `{\n${lines.join("")}}`;
  return `args${optional}: ${[own, kwargsText(fn, structs)].filter((text) => text !== "").join(" & ")}`;
}

function paramText(param: PythonParam, fileName: string, structs: StructNames): string {
  const optional = param.hasDefault ? "?" : "";
  const place = mark({ fileName, line: param.line, column: param.column });
  const type = typeText(param.type, "in", structs.name);
  return `${docComment(paramDoc(param), "  ")}  readonly ${place}${propertyText(param.name)}${optional}: Arg<${type}>;\n`;
}

function paramDoc(param: PythonParam): string[] {
  const bounds = boundsText(param);
  return [
    ...(param.doc === undefined ? [] : [param.doc, ""]),
    `Python: \`${param.pythonType}\`${param.unit === undefined ? "" : `, in ${param.unit}`}`,
    ...(bounds === "" ? [] : [`Bounds: ${bounds}`]),
    ...(param.defaultText === undefined ? [] : [`Default: \`${param.defaultText}\``]),
  ];
}

function boundsText({ min, exclusiveMin, max, exclusiveMax }: PythonParam): string {
  const parts: [string, number | undefined][] = [
    ["≥", min],
    [">", exclusiveMin],
    ["≤", max],
    ["<", exclusiveMax],
  ];
  return parts.flatMap(([sign, value]) => (value === undefined ? [] : [`${sign} ${value}`])).join(", ");
}

// An index signature must admit the named keys too, so it is the union of all of them.
function kwargsText(fn: PythonFunction, structs: StructNames): string {
  if (fn.kwargs === undefined) return "";
  const types = [fn.kwargs, ...fn.params.map((param) => param.type)].map(
    (type) => `Arg<${typeText(type, "in", structs.name)}>`,
  );
  const optional = fn.params.some((param) => param.hasDefault) ? ["undefined"] : [];
  return `{ readonly [name: string]: ${[...new Set([...types, ...optional])].join(" | ")} }`;
}

function outputsText(fn: PythonFunction, structs: StructNames): string {
  const entries = Object.entries(fn.returns.outputs);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([name, type]) => {
    const described = fn.returns.docs[name];
    const doc = docComment([...(described ? [described] : []), `Python: \`${fn.returns.pythonTypes[name]}\``], "  ");
    return `${doc}  readonly ${propertyText(name)}: ${typeText(type, "out", structs.name)};\n`;
  });
  return `{\n${lines.join("")}}`;
}
