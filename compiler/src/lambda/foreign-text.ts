import type { Expression, Identifier } from "acorn";

const tools: readonly (readonly [RegExp, string])[] = [
  [/^cov_\w+$/, "the coverage tool istanbul"],
  [/^_(?:optionalChain|nullishCoalesce|asyncOptionalChain)\w*$/, "the compiler sucrase"],
  [
    /^(?:__name|__publicField|__spread\w*|__objRest|__pow|__async|__defProp\w*|__toESM|__export)$/,
    "the bundler esbuild",
  ],
  [
    /^(?:_toConsumableArray|_objectSpread\d*|_extends|_slicedToArray|_create\w+|_define\w+|_nullish\w*)$/,
    "the compiler Babel",
  ],
  [/^(?:__assign|__spreadArray|__rest|__read|__values|__awaiter|tslib\w*)$/, "TypeScript's down-levelling"],
  [/^(?:__cov_\S+|__coverage__|stryMutAct_\w+|stryCov_\w+)$/, "an instrumenting tool"],
  [/^__(?:vi|vite)_\w+$/, "the test runner vitest"],
  [/^_ref\d*$|^_[a-z]$/, "a compiler"],
];

/** The tool that puts such a name into a program's text, if one is known to. */
export function foreignName(name: string): string | undefined {
  return tools.find(([pattern]) => pattern.test(name))?.[1];
}

const moduleObject = /^(?:__vi_import_\d+__|__vite_ssr_import_\d+__|import_\w+|_stave\w*|[a-z]\w*__WEBPACK\w*)$/;
const importable = new Set(["fn", "Temporal"]);

/** The imported name behind `__vi_import_0__.fn`, which test runners and bundlers write for `fn`. */
export function importedName(node: Expression): string | undefined {
  if (node.type === "Identifier") return undefined;
  if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier") return undefined;
  const name = (node.property as Identifier).name;
  return moduleObject.test(node.object.name) && importable.has(name) ? name : undefined;
}

/** The tool that counts statements with calls such as `cov_1a2b().s[0]++`, if a statement is one of those. */
export function instrumentation(node: Expression): string | undefined {
  if (node.type === "UpdateExpression") return instrumentation(node.argument);
  if (node.type === "MemberExpression" && node.object.type !== "Super") return instrumentation(node.object);
  if (node.type === "CallExpression" && node.callee.type !== "Super") return instrumentation(node.callee);
  return node.type === "Identifier" ? foreignName(node.name) : undefined;
}
