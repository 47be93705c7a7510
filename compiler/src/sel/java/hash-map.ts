interface Entry<TKey, TValue> {
  readonly key: TKey;
  readonly hash: number;
  value: TValue;
  next: Entry<TKey, TValue> | undefined;
}

/** What makes two keys the same. */
export interface KeyRules<TKey> {
  readonly hash: (key: TKey) => number;
  readonly equals: (left: TKey, right: TKey) => boolean;
}

const FIRST_CAPACITY = 16;

/** `java.util.HashMap`, for its order of iteration and for keys that change while they are inside. */
export class HashMap<TKey, TValue> {
  size = 0;
  private table: (Entry<TKey, TValue> | undefined)[] = [];
  private readonly rules: KeyRules<TKey>;

  constructor(rules: KeyRules<TKey>) {
    this.rules = rules;
  }

  get(key: TKey): TValue | undefined {
    return this.find(key, this.spread(key))?.value;
  }

  has(key: TKey): boolean {
    return this.find(key, this.spread(key)) !== undefined;
  }

  /** Returns what was there before. */
  put(key: TKey, value: TValue): TValue | undefined {
    const hash = this.spread(key);
    const found = this.find(key, hash);
    if (found !== undefined) {
      const old = found.value;
      found.value = value;
      return old;
    }
    if (this.table.length === 0) this.table = new Array(FIRST_CAPACITY).fill(undefined);
    append(this.table, { key, hash, value, next: undefined });
    this.size += 1;
    if (this.size > this.table.length * 0.75) this.grow();
    return undefined;
  }

  *[Symbol.iterator](): IterableIterator<[TKey, TValue]> {
    for (const bucket of this.table) {
      for (let entry = bucket; entry !== undefined; entry = entry.next) yield [entry.key, entry.value];
    }
  }

  private spread(key: TKey): number {
    const hash = this.rules.hash(key);
    return hash ^ (hash >>> 16);
  }

  private find(key: TKey, hash: number): Entry<TKey, TValue> | undefined {
    let entry = this.table[hash & (this.table.length - 1)];
    while (entry !== undefined && !(entry.hash === hash && this.rules.equals(entry.key, key))) entry = entry.next;
    return entry;
  }

  private grow(): void {
    const old = this.table;
    this.table = new Array(old.length * 2).fill(undefined);
    const tails: (Entry<TKey, TValue> | undefined)[] = [];
    for (const bucket of old) {
      let entry = bucket;
      while (entry !== undefined) {
        const { next } = entry;
        entry.next = undefined;
        const index = entry.hash & (this.table.length - 1);
        const tail = tails[index];
        if (tail === undefined) this.table[index] = entry;
        else tail.next = entry;
        tails[index] = entry;
        entry = next;
      }
    }
  }
}

function append<TKey, TValue>(table: (Entry<TKey, TValue> | undefined)[], entry: Entry<TKey, TValue>): void {
  const index = entry.hash & (table.length - 1);
  let tail = table[index];
  if (tail === undefined) {
    table[index] = entry;
    return;
  }
  while (tail.next !== undefined) tail = tail.next;
  tail.next = entry;
}
