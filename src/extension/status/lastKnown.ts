import type { Memento } from 'vscode';
import type { UnpushedSummary } from '../projects/mergeStatuses.ts';

const key = 'unpushed.1';

/** What was known of this workspace's uploads when it was last open, so that a new window can say so at no cost. */
export class LastKnown {
	readonly #state: Memento;

	constructor(state: Memento) {
		this.#state = state;
	}

	get(): UnpushedSummary | undefined {
		const stored = this.#state.get<Partial<UnpushedSummary>>(key);
		const { unpushed, unknown, uploadable, checkedAt } = stored ?? {};
		if (unpushed === undefined || unknown === undefined || uploadable === undefined) return undefined;
		return { unpushed, unknown, uploadable, checkedAt };
	}

	async set(summary: UnpushedSummary): Promise<void> {
		await this.#state.update(key, summary);
	}
}
