import { isPlainObject } from "../json.js";

/** A tag as the server writes it back: always an object, its namespace in upper case. */
export function storedTag(tag: unknown): unknown {
  if (!isPlainObject(tag)) return { name: tag };
  return typeof tag["namespace"] === "string" ? { ...tag, namespace: tag["namespace"].toUpperCase() } : tag;
}
