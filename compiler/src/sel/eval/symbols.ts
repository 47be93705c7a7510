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
    if (this.many !== undefined) {
      this.many.set(name, box);
      return;
    }
    const known = this.entry(name);
    if (known !== undefined) known.box = box;
    else this.add(name, box);
  }

  private entry(name: string): Entry | undefined {
    let entry = this.first;
    while (entry !== undefined && entry.name !== name) entry = entry.next;
    return entry;
  }

  private add(name: string, box: Box): void {
    this.first = { name, box, next: this.first };
    this.count += 1;
    if (this.count <= FEW) return;
    this.many = new Map();
    for (let entry: Entry | undefined = this.first; entry !== undefined; entry = entry.next) {
      this.many.set(entry.name, entry.box);
    }
  }
}
