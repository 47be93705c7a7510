import { type DiagnosticEntry, entry } from "./diagnostic.js";

interface Annotated {
  /** The parameter, field or return the annotation belongs to, ready to be read: "`lr` of `fit`". */
  readonly subject: string;
  /** The annotation as it is written. */
  readonly annotation: string;
}

const typesToWrite =
  "Write one of str, int, float, bool, date, datetime, timedelta, Path, Literal, Enum, list[T], dict[str, T], T | None, or a dataclass, TypedDict, NamedTuple or BaseModel.";

/** STV42xx: what a Python signature says and Stave cannot use. */
export const pythonDiagnostics: {
  "python-syntax": DiagnosticEntry<{ function: string }>;
  "python-syntax-error": DiagnosticEntry<{ problem: string; text: string }>;
  "python-missing-annotation": DiagnosticEntry<{ function: string; parameter: string }>;
  "python-missing-return": DiagnosticEntry<{ function: string }>;
  "python-any": DiagnosticEntry<Annotated>;
  "python-unsupported-type": DiagnosticEntry<Annotated & { type: string }>;
  "python-unknown-name": DiagnosticEntry<Annotated & { name: string }>;
  "python-positional-only": DiagnosticEntry<{ function: string; parameter: string }>;
  "python-rest-parameter": DiagnosticEntry<{ function: string; parameter: string }>;
  "python-union": DiagnosticEntry<Annotated>;
  "python-map-key": DiagnosticEntry<Annotated & { key: string }>;
  "python-bare-container": DiagnosticEntry<Annotated & { type: string }>;
  "python-fixed-tuple": DiagnosticEntry<Annotated>;
  "python-literal-values": DiagnosticEntry<Annotated & { problem: string }>;
  "python-enum-values": DiagnosticEntry<Annotated & { enum: string; problem: string }>;
  "python-recursive-type": DiagnosticEntry<Annotated & { type: string }>;
  "python-type-variable": DiagnosticEntry<Annotated & { type: string }>;
  "python-missing-module": DiagnosticEntry<Annotated & { module: string }>;
  "python-generator": DiagnosticEntry<Annotated>;
  "python-type-arguments": DiagnosticEntry<Annotated & { type: string; expected: string; found: number }>;
  "python-unreadable-annotation": DiagnosticEntry<Annotated>;
  "python-missing-function": DiagnosticEntry<{ file: string; name: string; known: string }>;
  "python-missing-file": DiagnosticEntry<{ file: string; problem: string }>;
  "python-unread-bound": DiagnosticEntry<{ subject: string; bound: string }>;
} = {
  "python-syntax": entry(
    "STV4201",
    "error",
    ({ function: name }) => `The signature of \`${name}\` is not Python that can be read.`,
    () => "Run the file with python3 to see the syntax error.",
  ),
  "python-syntax-error": entry(
    "STV4202",
    "error",
    ({ problem, text }) => `Python refuses this line, ${problem}: \`${text}\`.`,
  ),
  "python-missing-annotation": entry(
    "STV4203",
    "error",
    ({ function: name, parameter }) => `Parameter \`${parameter}\` of \`${name}\` has no annotation.`,
    ({ parameter }) => `Write its type, for example \`${parameter}: str\`.`,
  ),
  "python-missing-return": entry(
    "STV4204",
    "error",
    ({ function: name }) => `\`${name}\` has no return annotation, so its outputs are not known.`,
    () => "Write `-> None` when it returns nothing, a type such as `-> float`, or a NamedTuple for named outputs.",
  ),
  "python-any": entry(
    "STV4205",
    "error",
    ({ subject, annotation }) => `${subject} is annotated \`${annotation}\`, which says nothing about its values.`,
    () => `${typesToWrite} For any JSON value write \`stave.Json\`.`,
  ),
  "python-unsupported-type": entry(
    "STV4206",
    "error",
    ({ subject, type, annotation }) =>
      type === annotation
        ? `${subject} has type \`${type}\`, whose values cannot pass between steps.`
        : `${subject} has type \`${annotation}\`, and values of \`${type}\` cannot pass between steps.`,
    () => `${typesToWrite} Pass large data as a Path.`,
  ),
  "python-unknown-name": entry(
    "STV4207",
    "error",
    ({ subject, name }) => `${subject} is annotated with \`${name}\`, which this file neither defines nor imports.`,
    ({ name }) => `Import \`${name}\`, or correct its spelling.`,
  ),
  "python-positional-only": entry(
    "STV4208",
    "error",
    ({ function: name, parameter }) =>
      `Parameter \`${parameter}\` of \`${name}\` is positional-only, but steps pass keywords.`,
    () => "Remove the `/` from the parameter list.",
  ),
  "python-rest-parameter": entry(
    "STV4209",
    "error",
    ({ function: name, parameter }) => `\`${name}\` takes \`*${parameter}\`, but steps pass keywords only.`,
    ({ parameter }) => `Take one list instead: \`${parameter}: list[str]\`.`,
  ),
  "python-union": entry(
    "STV4210",
    "error",
    ({ subject, annotation }) => `${subject} is \`${annotation}\`, a union of different types.`,
    () => "Choose one type; `T | None`, `int | float` and unions of Literals are fine.",
  ),
  "python-map-key": entry(
    "STV4211",
    "error",
    ({ subject, annotation, key }) => `${subject} is \`${annotation}\`, with keys of \`${key}\`; keys are always str.`,
    () => "Write `dict[str, T]`.",
  ),
  "python-bare-container": entry(
    "STV4212",
    "error",
    ({ subject, type }) => `${subject} is a bare \`${type}\`, which does not say what it holds.`,
    ({ type }) => (/dict|mapping/i.test(type) ? `Write \`${type}[str, float]\`.` : `Write \`${type}[str]\`.`),
  ),
  "python-fixed-tuple": entry(
    "STV4213",
    "error",
    ({ subject, annotation }) => `${subject} is \`${annotation}\`, a tuple whose parts have no names.`,
    () => "Use NamedTuple, so that each part has a name; `tuple[T, ...]` is a list.",
  ),
  "python-literal-values": entry(
    "STV4214",
    "error",
    ({ subject, annotation, problem }) => `${subject} is \`${annotation}\`, but ${problem}.`,
    () => "Use str, int or bool literals of one type, with None for `| None`.",
  ),
  "python-enum-values": entry(
    "STV4215",
    "error",
    ({ subject, enum: name, problem }) => `${subject} uses the enum \`${name}\`, but ${problem}.`,
    () => "Give every member a literal str, int or float, all of one type, or `auto()`.",
  ),
  "python-recursive-type": entry(
    "STV4216",
    "error",
    ({ subject, type }) => `${subject} uses \`${type}\`, which contains itself or is too large to write down.`,
    () => "Flatten it, for example into a list with parent ids, or pass a Path to a file.",
  ),
  "python-type-variable": entry(
    "STV4217",
    "error",
    ({ subject, type }) => `${subject} is the type variable \`${type}\`, which has no one type.`,
    () => "Write the type the step is called with.",
  ),
  "python-missing-module": entry(
    "STV4218",
    "error",
    ({ subject, annotation, module }) =>
      `${subject} is \`${annotation}\`, imported from \`${module}\`, which is not found beside this file.`,
    () => "Correct the import, or define the type in this file.",
  ),
  "python-generator": entry(
    "STV4219",
    "error",
    ({ subject, annotation }) => `${subject} is \`${annotation}\`: a generator has no value to hand on.`,
    () => "Return `list[T]`, or write a file and return its Path.",
  ),
  "python-type-arguments": entry(
    "STV4220",
    "error",
    ({ subject, annotation, type, expected, found }) =>
      `${subject} is \`${annotation}\`, but \`${type}\` takes ${expected}, not ${found}.`,
  ),
  "python-unreadable-annotation": entry(
    "STV4221",
    "error",
    ({ subject, annotation }) => `${subject} is annotated \`${annotation}\`, which is not a type that can be read.`,
    () => typesToWrite,
  ),
  "python-missing-function": entry(
    "STV4222",
    "error",
    ({ file, name }) => `${file} has no function \`${name}\` that can be a step.`,
    ({ known }) => known,
  ),
  "python-missing-file": entry("STV4223", "error", ({ file, problem }) => `${file} could not be read: ${problem}.`),
  "python-unread-bound": entry(
    "STV4224",
    "warning",
    ({ subject, bound }) => `${subject} has the bound \`${bound}\`, which is not a number and is left out.`,
    () => "Write the number itself, so that it can be checked before a run.",
  ),
};
