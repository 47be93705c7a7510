import { readFileSync } from "node:fs";
import type { LowerOptions } from "@stave/compiler/maestro";

/** How a command is told of the Maestro installation it writes for. */
export interface InstallationOptions {
  readonly image?: string;
  readonly installation?: string;
}

/** What is particular to one installation of Maestro; `--image` goes before the file. */
export async function lowerOptions({ image, installation }: InstallationOptions): Promise<LowerOptions> {
  const options = installation === undefined ? {} : await readFile(installation);
  return image === undefined ? options : { ...options, defaultImage: image };
}

async function readFile(path: string): Promise<LowerOptions> {
  const { readInstallation } = await import("@stave/compiler/maestro");
  return readInstallation(path, readFileSync(path, "utf8"));
}
