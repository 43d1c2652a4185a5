import { dirname, isAbsolute, join } from 'node:path';
import type { Consent, EndpointRequest } from '../../core/ports.ts';
import { atomicWrite } from '../files/atomicWrite.ts';
import { mkdirs, readTextIfThere } from '../files/disk.ts';

/** One endpoint a user has approved. */
export interface Approval {
	readonly url: string;
	readonly endpoint: string | undefined;
	readonly identity: string | undefined;
	readonly access: EndpointRequest['access'];
}

/** How {@link StoredConsent} decides what is not stored. */
export interface StoredConsentOptions {
	/** Folder of the user's configuration; the file is `approvals.json` in it. */
	readonly folder: string;
	/** Asks a person; without it, what is not stored is not approved. */
	readonly ask?: ((request: EndpointRequest) => Promise<boolean>) | undefined;
}

/**
 * Approvals of this user, kept outside every workspace. An approval holds for one place, identity and kind of access;
 * when a pull changes any of them the question comes again. Reading a plain folder needs none.
 */
export class StoredConsent implements Consent {
	readonly #file: string;
	readonly #ask: ((request: EndpointRequest) => Promise<boolean>) | undefined;
	#changing: Promise<void> = Promise.resolve();
	readonly #asking = new Map<string, Promise<boolean>>();

	constructor(options: StoredConsentOptions) {
		this.#file = join(options.folder, 'approvals.json');
		this.#ask = options.ask;
	}

	async allow(request: EndpointRequest): Promise<boolean> {
		if (readsFolder(request)) return true;
		if ((await this.list()).some((approval) => covers(approval, request))) return true;
		return this.#ask === undefined ? false : this.#askOnce(request, this.#ask);
	}

	/** Remembers an approval, as after a person's yes. */
	approve(request: EndpointRequest): Promise<void> {
		const { url, endpoint, identity, access } = request;
		return this.#change((approvals) => [
			...approvals.filter((approval) => !covers(approval, request)),
			{ url, endpoint, identity, access },
		]);
	}

	/** Forgets one approval, whatever else is approved at the same url. */
	revoke(approval: Approval): Promise<void> {
		const key = approvalKey(approval);
		return this.#change((approvals) => approvals.filter((each) => approvalKey(each) !== key));
	}

	/** All approvals; none when the file cannot be read or understood. */
	async list(): Promise<readonly Approval[]> {
		try {
			const text = await readTextIfThere(this.#file, 1024 * 1024);
			const parsed: unknown = text === undefined ? [] : JSON.parse(text);
			return Array.isArray(parsed) ? parsed.filter(isApproval) : [];
		} catch {
			return [];
		}
	}

	/** Two callers who need the same answer share one question. */
	#askOnce(request: EndpointRequest, ask: (request: EndpointRequest) => Promise<boolean>): Promise<boolean> {
		const key = approvalKey(request);
		const running = this.#asking.get(key) ?? this.#askAndStore(request, ask);
		this.#asking.set(key, running);
		return running.finally(() => this.#asking.delete(key));
	}

	async #askAndStore(
		request: EndpointRequest,
		ask: (request: EndpointRequest) => Promise<boolean>,
	): Promise<boolean> {
		if (!(await ask(request))) return false;
		await this.approve(request);
		return true;
	}

	/** One change after the other, so that none is written over by another. */
	#change(edit: (approvals: readonly Approval[]) => readonly Approval[]): Promise<void> {
		const change = async (): Promise<void> => {
			const approvals = edit(await this.list());
			await mkdirs(dirname(this.#file));
			await atomicWrite(this.#file, `${JSON.stringify(approvals, undefined, '\t')}\n`, { mode: 0o600 });
		};
		const done = this.#changing.then(change, change);
		this.#changing = done;
		return done;
	}
}

/** Consent by name, for commands a person types (`--allow-remote NAME`); anything else is left to `otherwise`. */
export function consentByName(names: readonly string[], otherwise: Consent): Consent {
	return {
		allow: (request) =>
			names.includes(request.remoteName) ? Promise.resolve(true) : otherwise.allow(request),
	};
}

/** A write approval covers reading too. */
function covers(approval: Approval, request: EndpointRequest): boolean {
	const accesses: readonly Approval['access'][] = approval.access === 'write' ? ['write', 'read'] : ['read'];
	return accesses.some((access) => approvalKey({ ...approval, access }) === approvalKey(request));
}

function approvalKey(place: Approval | EndpointRequest): string {
	return JSON.stringify([place.url, place.endpoint ?? '', place.identity ?? '', place.access]);
}

function readsFolder(request: EndpointRequest): boolean {
	return request.access === 'read' && isAbsolute(request.url);
}

function isApproval(value: unknown): value is Approval {
	if (typeof value !== 'object' || value === null) return false;
	const { url, endpoint, identity, access } = value as Record<string, unknown>;
	const texts = [endpoint, identity].every((text) => text === undefined || typeof text === 'string');
	return typeof url === 'string' && texts && (access === 'read' || access === 'write');
}
