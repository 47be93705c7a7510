import { expect, it } from "vitest";
import { lintSource } from "../../src/source-lint/lint-source.js";

const around = (body: string): string => `
import { expr, p, run, text, workflow } from "stave";
const other = 3;
export default workflow("w", { params: { n: p.int(1), name: p.string("x") } }, (w, { n, name: label }) => {
  const rows = w.step("clean", clean({ n }));
  const { path } = rows;
  const models = w.foreach("each", { city: ["a"] }, (w, { city }) => { ${body.includes("city") ? body : ""} });
  ${body.includes("city") ? "" : body}
});`;

const found = (body: string): readonly string[] => {
  const source = around(body);
  return lintSource(source, "wf.ts").map(({ code, at: { span } }) => {
    const line = source.split("\n")[(span?.line ?? 1) - 1] ?? "";
    return `${code} ${line.slice((span?.column ?? 1) - 1, (span?.endColumn ?? 1) - 1)}`;
  });
};

it.each([
  ["a = !n", ["STV1018 !n"]],
  ["a = label || 'x'", ["STV1018 label"]],
  ["a = label ?? 'x'", ["STV1018 label ?? 'x'"]],
  ["a = n && other", ["STV1018 n && other"]],
  ["if (rows.ok) {}", ["STV1018 rows.ok"]],
  ["a = path ? 1 : 2", ["STV1018 path ? 1 : 2"]],
  ["while (n) {}", ["STV1018 n"]],
  ["a = label === 'x'", ["STV1019 label === 'x'"]],
  ["a = 'x' != models.uri", ["STV1019 'x' != models.uri"]],
  ["a = run.ds == 'x'", ["STV1019 run.ds == 'x'"]],
  ["a = typeof rows.path", ["STV1020 rows.path"]],
  ["switch (n.add(1)) {}", ["STV1021 n.add(1)"]],
  ["const e = expr(n, (n) => n * 2); if (e) {}", ["STV1018 e"]],
  ["const t = text`a${n}`; a = !t", ["STV1018 !t"]],
  ["if (city) {}", ["STV1018 city"]],
  ["w.while('l', { k: p.int(0) }, ({ k }) => !k, (w, { k }) => { if (k) {} })", ["STV1018 !k", "STV1018 k"]],
  ["w.when('g', n.gt(1), (w) => { const s = w.step('s', clean({})); if (s.ok) {} })", ["STV1018 s.ok"]],
])("finds in %s", (body, expected) => {
  expect(found(body)).toEqual(expected);
});

it.each([
  "a = !other",
  "a = expr([n, label], (n, label) => n === 3 && !label || n ? 1 : 2)",
  "a = other || n",
  "if (other === 3) {}",
  "const f = (n) => !n; f(other)",
  "{ const n = 3; if (n) {} }",
  "a = typeof other",
  "rows.otherwise && 1",
  "if (rows) {}",
])("is silent about %s", (body) => {
  expect(found(body)).toEqual([]);
});

it("gives a fix whose text can take the place of what was written", () => {
  const source = around("a = !n");
  const [finding] = lintSource(source, "wf.ts");
  const [edit] = finding?.fix?.edits ?? [];
  expect(source.slice(edit?.start, edit?.end)).toBe("!n");
  expect(edit?.text).toBe("n.not()");
});

it("leaves what it cannot parse to the loader", () => {
  expect(lintSource("import 'stave'; const = ;", "wf.ts")).toEqual([]);
});
