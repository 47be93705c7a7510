import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { StaveError } from "@stave/ir-schema";
import { pythonStep } from "@stave/sdk/internal";
import { expect, it } from "vitest";
import { pythonLoaderSource } from "../../src/python/index.js";
import { temporaryProject } from "./temporary-project.js";

const text = `def fit(rows: list[str], lr: float = 0.1) -> float:
    "Fits."
def delete(path: str, **more: int) -> None: ...
def größe() -> int: ...
def vague(x): ...
`;

type Exports = Readonly<Record<string, (args?: object) => unknown>>;

async function load(root: string): Promise<Exports> {
  const fileName = `${root}/flows/model.py`;
  const { code } = pythonLoaderSource({
    fileName,
    text,
    projectRoot: root,
    imports: { pythonStep: "./stand-in.mjs", staveError: "./stand-in.mjs" },
  });
  const api = { pythonStep, StaveError };
  Object.assign(globalThis, { staveLoaderTest: api });
  writeFileSync(`${root}/stand-in.mjs`, "export const { pythonStep, StaveError } = globalThis.staveLoaderTest;");
  writeFileSync(`${root}/model.mjs`, code);
  return (await import(/* @vite-ignore */ pathToFileURL(`${root}/model.mjs`).href)) as Exports;
}

it("exports each function as a step type under its own name", async () => {
  using project = temporaryProject({ "flows/model.py": text });
  const model = await load(project.root);
  expect(Object.keys(model).sort()).toEqual(["delete", "fit", "größe", "vague"]);
  const call = model["fit"]?.({ rows: ["a"] });
  expect(call).toMatchObject({
    kind: "python",
    fields: { module: "flows/model.py", function: "fit", returns: "result" },
    inputs: { rows: { type: { kind: "list", of: "string" }, value: ["a"] } },
    outputs: { result: "float" },
  });
  expect(Object.isFrozen(call)).toBe(true);
  expect(model["delete"]?.({ path: "x", a: 1 })).toMatchObject({ inputs: { a: { type: "int" } }, outputs: {} });
});

it("lets a function with a bad annotation throw its findings when it is called, not before", async () => {
  using project = temporaryProject({ "flows/model.py": text });
  const model = await load(project.root);
  expect(() => model["vague"]?.({ x: 1 })).toThrow(/STV4203: Parameter `x` of `vague` has no annotation/);
});

it("throws CPython's words for a file that Python refuses, and not for its missing exports", async () => {
  const broken = "def fit(a: int -> int:\n    pass\nasync def other() -> None: ...\n";
  using project = temporaryProject({ "model.py": broken, "stand-in.mjs": "export { StaveError } from './error.mjs';" });
  project.write("error.mjs", "export class StaveError extends Error { constructor(d) { super(d[0].message); } }");
  const request = { fileName: project.path("model.py"), text: broken, projectRoot: project.root };
  const imports = { pythonStep: "./stand-in.mjs", staveError: "./stand-in.mjs" };
  project.write("model.mjs", pythonLoaderSource({ ...request, imports }).code);
  project.write("main.mjs", 'import { fit, other } from "./model.mjs"; fit(other);');
  const loaded = import(/* @vite-ignore */ pathToFileURL(project.path("main.mjs")).href);
  await expect(loaded).rejects.toThrow(/Python refuses this line, .*def fit\(a: int -> int:/);
});

it("writes the same module whatever the project's place", () => {
  const at = (root: string): string =>
    pythonLoaderSource({ fileName: `${root}/a/model.py`, text, projectRoot: root }).code;
  expect(at("/one")).toBe(at("/other/place"));
});
