/** One line of the benchmark table. */
export interface Row {
	/** What is measured. */
	readonly race: string;
	readonly ours: string;
	/** The peer's figure, with its name; empty where there is only a goal. */
	readonly peer: string;
	/** How many times faster than the peer; empty without one. */
	readonly ratio: string;
	readonly goal: string;
}
