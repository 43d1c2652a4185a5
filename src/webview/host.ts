import type { HostAnswers, HostRequest, Problem, ToHost, ToView } from '../core/compare/messages.ts';
import { parseToView } from '../core/compare/parseMessage.ts';

interface VsCodeApi {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A question the extension could not answer. */
export class HostRefusal extends Error {
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.message);
		this.problem = problem;
	}
}

interface Pending {
	resolve(value: HostAnswers[HostRequest['type']]): void;
	reject(error: Error): void;
}

/** The extension's end of the line. */
export class Host {
	readonly #api: VsCodeApi = acquireVsCodeApi();
	readonly #pending = new Map<number, Pending>();
	readonly #listen: (message: ToView) => void;
	#request = 0;

	/** `listen` gets everything but answers. */
	constructor(listen: (message: ToView) => void) {
		this.#listen = listen;
		window.addEventListener('message', (event) => this.#receive(event.data));
	}

	send(message: ToHost): void {
		this.#api.postMessage(message);
	}

	/** Asks and waits; rejects with {@link HostRefusal}. */
	ask<T extends HostRequest['type']>(question: Extract<HostRequest, { type: T }>): Promise<HostAnswers[T]> {
		const request = this.#request++;
		return new Promise<HostAnswers[T]>((resolve, reject) => {
			this.#pending.set(request, { resolve: (value) => resolve(value as HostAnswers[T]), reject });
			this.#api.postMessage({ request, ...question });
		});
	}

	/** What was kept over hiding the tab or reloading the window. */
	saved(): unknown {
		return this.#api.getState();
	}

	save(state: unknown): void {
		this.#api.setState(state);
	}

	#receive(data: unknown): void {
		const message = parseToView(data);
		if (message?.type === 'answer') this.#settle(message.request)?.resolve(message.value);
		else if (message?.type === 'refused')
			this.#settle(message.request)?.reject(new HostRefusal(message.problem));
		else if (message !== undefined) this.#listen(message);
	}

	#settle(request: number): Pending | undefined {
		const pending = this.#pending.get(request);
		this.#pending.delete(request);
		return pending;
	}
}
