import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV21xx: what a lambda says that an expression cannot. */
export const lambdaDiagnostics: {
  "lambda-syntax": DiagnosticEntry<{ problem: string }>;
  "lambda-capture": DiagnosticEntry<{ name: string; isCalled?: boolean }>;
  "lambda-unsupported": DiagnosticEntry<{ what: string; rewrite: string }>;
  "lambda-loose-equality": DiagnosticEntry<{ op: string }>;
  "lambda-not-a-function": DiagnosticEntry<{ text: string }>;
  "lambda-parameter-count": DiagnosticEntry<{ params: number; inputs: number }>;
  "lambda-async": DiagnosticEntry<{ what: string }>;
  "lambda-transformed": DiagnosticEntry<{ found: string; tool: string }>;
  "lambda-unknown-method": DiagnosticEntry<{ method: string; rewrite: string }>;
  "lambda-unknown-global": DiagnosticEntry<{ name: string; rewrite: string }>;
  "lambda-mutation": DiagnosticEntry<{ what: string; rewrite: string }>;
  "lambda-no-return": DiagnosticEntry<{ where: string }>;
  "lambda-too-large": DiagnosticEntry<{ problem: string }>;
  "lambda-temporal-operator": DiagnosticEntry<{ op: string; type: string; rewrite: string }>;
  "lambda-used-too-early": DiagnosticEntry<{ name: string }>;
  "lambda-null-test": DiagnosticEntry<{ test: string; rewrite: string }>;
  "lambda-text-differs": DiagnosticEntry<{ type: string; rewrite: string }>;
  "lambda-key-order": DiagnosticEntry<{ type: string }>;
  "lambda-set-of-objects": DiagnosticEntry<{ type: string }>;
  "lambda-undefined-json": DiagnosticEntry<{ value: string }>;
} = {
  "lambda-syntax": entry("STV2101", "error", ({ problem }) => `The lambda does not parse: ${problem}.`),
  "lambda-capture": entry(
    "STV2102",
    "error",
    ({ name }) => `The lambda uses \`${name}\` from outside, which does not exist when the workflow runs.`,
    ({ name, isCalled }) =>
      isCalled === true
        ? "Write its body in place, or call it in a step and pass the output."
        : `Pass it in the list: expr([…, ${name}], (…, ${name}) => …).`,
  ),
  "lambda-unsupported": entry(
    "STV2103",
    "error",
    ({ what }) => `A lambda cannot use ${what}.`,
    ({ rewrite }) => rewrite,
  ),
  "lambda-loose-equality": entry(
    "STV2104",
    "error",
    ({ op }) => `\`${op}\` converts its operands before it compares.`,
    ({ op }) => `Write \`${op}=\`; only \`x ${op} null\` stays as it is.`,
  ),
  "lambda-not-a-function": entry(
    "STV2105",
    "error",
    ({ text }) => `\`${text}\` is no arrow function whose source can be read.`,
    () => "Write the arrow function in place: expr(a, (a) => …).",
  ),
  "lambda-parameter-count": entry(
    "STV2106",
    "error",
    ({ params, inputs }) => `The lambda has ${params} parameters, but the list gives ${inputs}.`,
    () => "Name one parameter for each value of the list, in its order.",
  ),
  "lambda-async": entry(
    "STV2107",
    "error",
    ({ what }) => `A lambda cannot be ${what}: it is computed at once from its inputs.`,
    () => "Write a plain arrow function, or do the work in a step.",
  ),
  "lambda-transformed": entry(
    "STV2108",
    "error",
    ({ found, tool }) =>
      `The lambda's text holds \`${found}\`, which ${tool} put there, so its source cannot be trusted.`,
    () => "Exclude workflow files from that tool, or target ES2022.",
  ),
  "lambda-unknown-method": entry(
    "STV2109",
    "error",
    ({ method }) => `Expressions have no method \`${method}\`.`,
    ({ rewrite }) => rewrite,
  ),
  "lambda-unknown-global": entry(
    "STV2110",
    "error",
    ({ name }) => `Expressions have no \`${name}\`.`,
    ({ rewrite }) => rewrite,
  ),
  "lambda-mutation": entry(
    "STV2111",
    "error",
    ({ what }) => `A lambda cannot change a value: ${what}.`,
    ({ rewrite }) => rewrite,
  ),
  "lambda-no-return": entry(
    "STV2112",
    "error",
    ({ where }) => `${where} ends without a \`return\`.`,
    () => "Return a value on every path.",
  ),
  "lambda-too-large": entry(
    "STV2113",
    "error",
    ({ problem }) => `The lambda is too large: ${problem}.`,
    () => "Split it, or do the work in a step.",
  ),
  "lambda-temporal-operator": entry(
    "STV2114",
    "error",
    ({ op, type }) => `\`${op}\` on a ${type} does not compare its value in JavaScript.`,
    ({ rewrite }) => `Write \`${rewrite}\`.`,
  ),
  "lambda-used-too-early": entry(
    "STV2115",
    "error",
    ({ name }) => `\`${name}\` is used before it is defined.`,
    () => "Move its `const` up; a function cannot call itself.",
  ),
  "lambda-null-test": entry(
    "STV2116",
    "error",
    ({ test }) => `\`${test}\` tells null from undefined, which are one in an expression.`,
    ({ rewrite }) => `Write \`${rewrite}\`.`,
  ),
  "lambda-text-differs": entry(
    "STV2117",
    "error",
    ({ type }) => `The text of a ${type} depends on how it was computed.`,
    ({ rewrite }) => `Write \`${rewrite}\`.`,
  ),
  "lambda-key-order": entry(
    "STV2118",
    "error",
    ({ type }) => `\`JSON.stringify\` of ${type} depends on the order in which its keys were set.`,
    () => "Write `fn.toJson(x)`, which sorts the keys.",
  ),
  "lambda-set-of-objects": entry(
    "STV2119",
    "error",
    ({ type }) => `A set of ${type} values compares them by identity in JavaScript, so it removes nothing.`,
    () => "Write `fn.unique(xs)`, which compares contents.",
  ),
  "lambda-undefined-json": entry(
    "STV2120",
    "error",
    ({ value }) => `\`JSON.stringify\` gives undefined, not a text, when \`${value}\` is missing.`,
    ({ value }) => `Say what stands for a missing value: JSON.stringify(${value} ?? "").`,
  ),
};
