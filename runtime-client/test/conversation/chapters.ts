import { creating, deleting, properties, versions } from "./definitions.js";
import { generated } from "./generated.js";
import type { Chapter } from "./line.js";
import { permits, rest, signals, templates } from "./others.js";
import { reading, starting, stopping, strategies } from "./runs.js";
import { pausing, stepping } from "./steps.js";

/** The whole conversation, by subject. */
export const chapters: Readonly<Record<string, Chapter>> = {
  versions,
  creating,
  properties,
  deleting,
  starting,
  reading,
  stopping,
  strategies,
  stepping,
  pausing,
  signals,
  permits,
  templates,
  rest,
  generated: generated(20_261_120),
};
