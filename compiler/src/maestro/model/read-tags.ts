import {
  checkFree,
  inside,
  placeOf,
  type Reading,
  readList,
  readObject,
  readText,
  readWord,
  reportShape,
} from "./fields.js";

const NAMESPACES = ["SYSTEM", "RUNTIME", "JOB_TEMPLATE", "NOTEBOOK_TEMPLATE", "USER_DEFINED", "PLATFORM"];
const MOST_CHARACTERS = 256;
const allowed = /^[\w .,:@&='(){}$+[\]\-/\\]+$/;

/** Checks a list of tags. */
export function readTags(reading: Reading | undefined): void {
  const seen = new Set<string>();
  for (const item of readList(reading)) {
    const name = readTag(item);
    if (name === undefined) continue;
    const problem = tagProblem(name.value);
    const { reporter } = item;
    if (problem !== undefined) reporter.report("badTag", placeOf(name.at), { name: name.value, problem });
    if (seen.has(name.value)) reporter.report("repeatedTag", placeOf(name.at), { name: name.value });
    seen.add(name.value);
  }
}

function readTag(item: Reading): { readonly value: string; readonly at: Reading } | undefined {
  if (item.node.kind !== "object") {
    if (item.node.kind === "text") return { value: item.node.value, at: item };
    reportShape(item, "a text or an object with a name");
    return undefined;
  }
  const fields = readObject(item, ["name", "namespace"], false);
  readWord(fields?.get("namespace"), NAMESPACES);
  for (const { key, value } of fields?.unknown ?? []) checkFree(inside(item, key, value));
  const name = fields?.get("name");
  if (name === undefined) {
    item.reporter.report("missingKey", placeOf(item), { where: "A tag", key: "name" });
    return undefined;
  }
  const text = readText(name);
  return text === undefined ? undefined : { value: text.value, at: name };
}

function tagProblem(name: string): string | undefined {
  if (name.trim() === "") return "it is blank";
  if (name.length > MOST_CHARACTERS) return `it has ${name.length} characters, but ${MOST_CHARACTERS} are allowed`;
  if (!allowed.test(name)) return "it has a character that tags cannot have";
  if (/^maestro_/i.test(name)) return "names that start with maestro_ are reserved";
  return /_maestro$/i.test(name) ? "names that end with _maestro are reserved" : undefined;
}
