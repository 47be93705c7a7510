import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { writeWhole } from "@stave/compiler";
import { writeTypesFolder } from "@stave/compiler/python";
import { assertInvariant, createDiagnostic, StaveError } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";

/** `stave init`: all files or none. */
export async function init(
  { output }: Invocation,
  folder: string | undefined,
  options: { readonly force?: boolean },
): Promise<ExitCode> {
  const project = resolve(folder ?? ".");
  const template = templateFolder();
  const files = filesBelow(template).map((file) => ({
    source: join(template, file),
    target: join(project, file.replace(/^_/, ".")),
  }));
  const existing = files.filter(({ target }) => existsSync(target));
  if (existing.length > 0 && !options.force) {
    throw new StaveError(
      existing.map(({ target }) => createDiagnostic("file-exists", { file: relative(process.cwd(), target) })),
    );
  }
  const name =
    basename(project)
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]/g, "-")
      .replace(/^[._-]+/, "") || "workflows";
  for (const { source, target } of files) {
    const text = readFileSync(source, "utf8").replaceAll("{{name}}", name).replaceAll("{{stave}}", versionFor(project));
    writeWhole(target, text);
    output.err(`  ${relative(process.cwd(), target)}`);
  }
  writeTypesFolder(project);
  const path = relative(process.cwd(), project);
  const step = path === "" ? "" : `cd ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)}\n  `;
  output.out(
    `\nNext:\n  ${step}npm install\n  npx stave check hello.ts --tsc\n  npx stave run hello.ts${hasPython() ? "" : "\n\nThe example runs a Python function; install Python 3.9 or later for it."}`,
  );
  return EXIT.ok;
}

function templateFolder(): string {
  const found = ["./templates", "../templates", "../../templates"]
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place));
  assertInvariant(found !== undefined, "the project template is missing from the package");
  return found;
}

/** A checkout is used where it stands, a release by its version. */
function versionFor(project: string): string {
  const checkout = ["../..", "../../.."]
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((folder) => existsSync(join(folder, "scripts/build.mjs")) && existsSync(join(folder, "cli/package.json")));
  return checkout === undefined ? "^0.1.0" : `file:${relative(project, join(checkout, "cli"))}`;
}

function filesBelow(folder: string, prefix = ""): readonly string[] {
  return readdirSync(join(folder, prefix)).flatMap((name) => {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
  });
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined && (error as { status?: number }).status === undefined)
      throw error;
    return false;
  }
}
