interface Slot<V> {
	readonly value: V;
	readonly weight: number;
}

/** Keeps the values used last while the sum of their weights stays within a limit. */
export class WeightedCache<V> {
	readonly #slots = new Map<string, Slot<V>>();
	readonly #limit: number;
	#weight = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	get(key: string): V | undefined {
		const slot = this.#slots.get(key);
		if (slot === undefined) return undefined;
		this.#slots.delete(key);
		this.#slots.set(key, slot);
		return slot.value;
	}

	/** Adds a value; the least recently used others make room. */
	set(key: string, value: V, weight: number): void {
		this.delete(key);
		this.#slots.set(key, { value, weight });
		this.#weight += weight;
		for (const oldest of this.#slots.keys()) {
			if (this.#weight <= this.#limit || oldest === key) return;
			this.delete(oldest);
		}
	}

	delete(key: string): void {
		this.#weight -= this.#slots.get(key)?.weight ?? 0;
		this.#slots.delete(key);
	}
}
