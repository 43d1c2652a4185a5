import { describeError, TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { Artifact, CloudLocation, ObjectId } from '../../core/model.ts';
import { joinPath } from '../../core/pointers/paths.ts';
import { isUploadable, noAnswer, type RemoteAnswer } from '../../core/status/remoteState.ts';
import type { FolderListing } from '../../core/status/trackedTree.ts';
import { dvcObjectPath, objectKey } from '../cache/objectPath.ts';
import type { RemoteSettings } from '../project/remoteSettings.ts';
import type { Remote } from '../remotes/remote.ts';
import { headAll } from './headAll.ts';

/** How remotes are found and asked. */
export interface RemotePlaces {
	/** Settings of a remote by name, of the default one without, not contacting it. Throws `noRemote`. */
	readonly settingsOf: (artifact: Artifact, name?: string) => Promise<RemoteSettings>;
	/** The remote itself, opened for reading once and kept. Throws `noRemote`, `unsupported`, `notApproved`. */
	readonly remoteOf: (artifact: Artifact, name?: string) => Promise<Remote>;
	readonly listingOf: (artifact: Artifact) => Promise<FolderListing>;
}

/** What asking remotes takes. */
export interface RemoteAsk {
	/** False: nothing is contacted, and only what pointers say themselves is told. */
	readonly contact: boolean;
	/** Remote to ask in place of the default; outs with a remote of their own keep it. */
	readonly name?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** An entry whose object should be on the remote. */
interface Expected {
	readonly path: string;
	readonly object: ObjectId | undefined;
	/** Bytes, where the pointer declares them: of a single file. */
	readonly size?: number | undefined;
	readonly cloud: ReadonlyMap<string, CloudLocation> | undefined;
}

/** An artifact with what should be there of it. */
interface Question {
	readonly artifact: Artifact;
	readonly settings: RemoteSettings;
	readonly expected: readonly Expected[];
	/** Why more may be expected than is known. */
	readonly reason: string | undefined;
}

/**
 * What remotes say about artifacts, by path. Every object is asked for, children of folders too: one call for all keys
 * of a remote, one `HEAD` per version on remotes that keep versions themselves.
 */
export async function remoteAnswers(
	artifacts: readonly Artifact[],
	places: RemotePlaces,
	ask: RemoteAsk,
): Promise<ReadonlyMap<string, RemoteAnswer>> {
	const answers = new Map<string, RemoteAnswer>();
	const questions = new Map<string, Question[]>();
	for (const artifact of artifacts.filter(isUploadable)) {
		throwIfCancelled(ask.signal);
		const question = await questionOf(artifact, places, ask);
		if (!('settings' in question)) answers.set(artifact.path, question);
		else append(questions, `${artifact.projectRoot}\0${question.settings.name}`, question);
	}
	await Promise.all(
		[...questions.values()].map(async (group) => {
			for (const [path, answer] of await answerGroup(group, places, ask)) answers.set(path, answer);
		}),
	);
	return answers;
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
	const group = groups.get(key);
	if (group === undefined) groups.set(key, [value]);
	else group.push(value);
}

async function questionOf(
	artifact: Artifact,
	places: RemotePlaces,
	ask: RemoteAsk,
): Promise<Question | RemoteAnswer> {
	if (artifact.system === 'lfs') return noAnswer('Tidemark does not ask Git LFS servers yet.');
	try {
		const settings = await places.settingsOf(artifact, artifact.remote ?? ask.name);
		if (!ask.contact && !settings.versionAware) return noAnswer('The remote was not asked.', settings.name);
		return { artifact, settings, ...(await expectedOf(artifact, settings, places)) };
	} catch (error) {
		throwIfCancelled(ask.signal);
		return noAnswer(describeError(error));
	}
}

/** The manifest itself is expected too, but not on a remote that keeps files under their own paths. */
async function expectedOf(
	artifact: Artifact,
	settings: RemoteSettings,
	places: RemotePlaces,
): Promise<Pick<Question, 'expected' | 'reason'>> {
	const own = { path: artifact.path, object: artifact.object, cloud: artifact.cloud };
	if (!artifact.isFolder) return { expected: [{ ...own, size: artifact.size }], reason: undefined };
	const { files } = await places.listingOf(artifact);
	const children = (files ?? []).map(({ path, object, cloud }) => ({
		path: joinPath(artifact.path, path),
		object,
		cloud,
	}));
	const reason =
		files === undefined ? 'Its list of files (the manifest) is neither here nor on the remote.' : undefined;
	if (!settings.versionAware) return { expected: [own, ...children], reason };
	// A folder whose pointer lists no files itself was never pushed to a remote that keeps versions.
	return artifact.entries === undefined ? { expected: [own], reason } : { expected: children, reason };
}

async function answerGroup(
	group: readonly Question[],
	places: RemotePlaces,
	ask: RemoteAsk,
): Promise<ReadonlyMap<string, RemoteAnswer>> {
	const [first] = group;
	if (first === undefined) return new Map();
	try {
		const found = first.settings.versionAware
			? await findVersions(group, places, ask)
			: await findObjects(group, await places.remoteOf(first.artifact, first.settings.name), ask.signal);
		const checkedAt = ask.contact ? Date.now() : undefined;
		return byPath(group, (question) => answerOf(question, found, checkedAt));
	} catch (error) {
		throwIfCancelled(ask.signal);
		const reason = TidemarkError.is(error) || error instanceof Error ? describeError(error) : String(error);
		return byPath(group, ({ settings }) => noAnswer(reason, settings.name));
	}
}

function byPath(
	group: readonly Question[],
	answer: (question: Question) => RemoteAnswer,
): ReadonlyMap<string, RemoteAnswer> {
	return new Map(group.map((question) => [question.artifact.path, answer(question)]));
}

type Found = (expected: Expected) => boolean;

async function findObjects(group: readonly Question[], remote: Remote, signal?: AbortSignal): Promise<Found> {
	const keyOf = ({ object }: Expected): string[] => (object === undefined ? [] : [dvcObjectPath(object)]);
	const keys = new Set(group.flatMap(({ expected }) => expected.flatMap(keyOf)));
	const there = await remote.exists([...keys], signal);
	// An object of another size than its pointer says was cut off on its way, or altered there.
	const isWhole = (key: string, { size }: Expected): boolean =>
		there.has(key) && (size === undefined || there.get(key) === size);
	return (expected) => keyOf(expected).every((key) => isWhole(key, expected));
}

/** A pointer that names no version on the remote says so by itself; versions it names are asked for. */
async function findVersions(
	group: readonly Question[],
	places: RemotePlaces,
	ask: RemoteAsk,
): Promise<Found> {
	const named = group.flatMap(({ artifact, settings, expected }) =>
		expected.flatMap((one) => {
			const version = one.cloud?.get(settings.name);
			const key = pathInProject(artifact, one.path);
			return version === undefined ? [] : [{ path: one.path, key, versionId: version.versionId }];
		}),
	);
	const [first] = group;
	if (!ask.contact || first === undefined || named.length === 0) {
		const paths = new Set(named.map(({ path }) => path));
		return ({ path }) => paths.has(path);
	}
	const there = await headAll(await places.remoteOf(first.artifact, first.settings.name), named, ask.signal);
	return ({ path }) => there.has(path);
}

function pathInProject({ projectRoot }: Artifact, path: string): string {
	return projectRoot === '' ? path : path.slice(projectRoot.length + 1);
}

function answerOf(question: Question, found: Found, checkedAt: number | undefined): RemoteAnswer {
	const { artifact, settings, expected, reason } = question;
	const lacking = expected.filter((one) => !found(one));
	const missing = new Set(lacking.map(({ path }) => path));
	const objects = new Set(
		lacking.map(({ object, path }) => (object === undefined ? path : objectKey(object))),
	);
	if (settings.versionAware && artifact.isFolder && missing.size > 0) missing.add(artifact.path);
	return { remoteName: settings.name, missing, missingObjects: objects.size, reason, checkedAt };
}
