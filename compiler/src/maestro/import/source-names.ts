const words = new Set(
  (
    "abstract arguments await boolean break byte case catch char class const continue debugger default delete do " +
    "double else enum eval export extends false final finally float for function goto if implements import in " +
    "instanceof int interface let long native new null package private protected public return short static super " +
    "switch synchronized this throw throws transient true try typeof undefined var void volatile while with yield " +
    "Infinity NaN Object Math Array"
  ).split(" "),
);

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Names for variables of the generated file, each given once. */
export interface SourceNames {
  /** A name like the wanted one. */
  readonly take: (wanted: string) => string;
}

/** Starts with the names that are taken already. */
export function createSourceNames(taken: Iterable<string>): SourceNames {
  const used = new Set(taken);
  return {
    take: (wanted) => {
      const base = toIdentifier(wanted);
      let name = base;
      for (let count = 2; used.has(name) || words.has(name); count += 1) name = `${base}${count}`;
      used.add(name);
      return name;
    },
  };
}

/** `job.1-of_two` becomes `job1OfTwo`. */
function toIdentifier(text: string): string {
  const parts = text.split(/[^A-Za-z0-9]+/).filter((part) => part !== "");
  const joined = parts
    .map((part, at) => (at === 0 ? lowerFirst(part) : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
  return /^[A-Za-z]/.test(joined) ? joined : `_${joined}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z0-9_]+$/.test(text) ? text.toLowerCase() : text.charAt(0).toLowerCase() + text.slice(1);
}

/** A key of an object literal. */
export function keyText(name: string): string {
  return identifier.test(name) ? name : JSON.stringify(name);
}

/** A member access. */
export function memberText(object: string, name: string): string {
  return identifier.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}
