import { readFile } from 'node:fs/promises';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { EndpointRequest } from '../../../src/core/ports.ts';
import type { RemoteSettings } from '../../../src/platform/project/remoteSettings.ts';
import type {
	Remote,
	RemoteContent,
	RemoteLocation,
	RemotePutOptions,
} from '../../../src/platform/remotes/remote.ts';
import { folderSettings } from '../remotes/settingsOf.ts';

/** A remote in memory that lies, loses and fails as a test wants; it notes what was asked of it. */
export class FakeRemote implements Remote {
	readonly settings: RemoteSettings;
	readonly objects = new Map<string, Uint8Array>();
	/** Keys in the order their upload ended. */
	readonly stored: string[] = [];
	readonly asked: string[] = [];
	active = 0;
	mostActive = 0;
	/** Changes what a get gives. */
	spoil: (bytes: Uint8Array, key: string) => Uint8Array = (bytes) => bytes;
	/** Called before a put keeps anything; throws to fail, returns what is kept. */
	keep: (key: string, bytes: Uint8Array) => Uint8Array | undefined = (_key, bytes) => bytes;
	/** Called before a get answers. */
	beforeGet: (key: string) => Promise<void> = () => Promise.resolve();

	constructor(changes: Partial<RemoteSettings> = {}) {
		this.settings = { ...folderSettings('/fake', 'fake'), ...changes };
	}

	describe(access: EndpointRequest['access']): EndpointRequest {
		return { remoteName: 'fake', url: this.settings.url, access };
	}

	exists(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
		this.asked.push(...keys.map((key) => `exists ${key}`));
		const found = keys.flatMap((key) => {
			const bytes = this.objects.get(key);
			return bytes === undefined ? [] : [[key, bytes.length] as const];
		});
		return Promise.resolve(new Map(found));
	}

	head(location: RemoteLocation): Promise<number | undefined> {
		this.asked.push(`head ${location.key}`);
		return Promise.resolve(this.objects.get(location.key)?.length);
	}

	async get(location: RemoteLocation): Promise<RemoteContent> {
		const name = location.versionId === undefined ? location.key : `${location.key}@${location.versionId}`;
		this.asked.push(`get ${name}`);
		this.mostActive = Math.max(this.mostActive, ++this.active);
		try {
			await this.beforeGet(name);
			const bytes = this.objects.get(name);
			if (bytes === undefined) throw new TidemarkError('missingObject', `The remote has no ${name}.`);
			const given = this.spoil(bytes, name);
			return { size: bytes.length, body: pieces(given) };
		} finally {
			this.active--;
		}
	}

	async put(key: string, file: string, options: RemotePutOptions): Promise<void> {
		const kept = this.keep(key, await readFile(file));
		if (kept !== undefined) this.objects.set(key, kept);
		options.onBytes?.(options.size);
		this.stored.push(key);
	}

	dispose(): void {}
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
}
