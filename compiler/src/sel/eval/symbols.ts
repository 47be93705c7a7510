import type { Box } from "./box.js";

interface Entry {
  readonly name: string;
  box: Box;
  readonly next: Entry | undefined;
}

const FEW = 8;

/** The box each name stands for: a chain while the names are few, which is cheaper to make than a map. */
export class Symbols {
  private first: Entry | undefined;
  private count = 0;
  private many: Map<string, Box> | undefined;

  get(name: string): Box | undefined {
    if (this.many !== undefined) return this.many.get(name);
    return this.entry(name)?.box;
  }

  set(name: string, box: Box): void {
    const known = this.many === undefined ? this.entry(name) : undefined;
    if (known !== undefined) known.box = box;
    else this.add(name, box);
  }

  /** Adds a name that is not there yet. */
  add(name: string, box: Box): void {
    if (this.many !== undefined) {
      this.many.set(name, box);
      return;
    }
    this.first = { name, box, next: this.first };
    this.count += 1;
    if (this.count > FEW) this.many = this.asMap();
  }

  private entry(name: string): Entry | undefined {
    let entry = this.first;
    while (entry !== undefined && entry.name !== name) entry = entry.next;
    return entry;
  }

  private asMap(): Map<string, Box> {
    const boxes = new Map<string, Box>();
    for (let entry = this.first; entry !== undefined; entry = entry.next) boxes.set(entry.name, entry.box);
    return boxes;
  }
}
