import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { inParallel, mapInParallel } from '../../core/inParallel.ts';
import type { ObjectId } from '../../core/model.ts';
import type { TransferReport } from '../../core/ports.ts';
import type { Remote } from '../remotes/remote.ts';
import type { TransferOptions, TransferPlaces, Wanted } from './context.ts';
import { type ArtifactObject, childObject, ownObject } from './location.ts';
import { entriesInside, manifestHere } from './manifest.ts';
import { PushTarget } from './pushTarget.ts';
import { TransferRun } from './run.ts';

const atOnce = 64;
const nothing: ObjectId = { algorithm: 'md5', hash: '' };

/** What one artifact wants on its remote. */
interface PushPlan {
	readonly remote: Remote;
	/** Files chosen. */
	readonly files: readonly ArtifactObject[];
	/** Every file the manifest names. */
	readonly all: readonly ArtifactObject[];
	readonly manifest: ArtifactObject | undefined;
}

/**
 * Uploads what the remotes lack of the artifacts: files first, each looked for before and checked after; a folder's
 * manifest last, and only when every one of its files is there, so that a version is complete on the remote or not
 * called pushed. One object's failure is a row of the report. Throws `cancelled`; what was uploaded stays.
 */
export async function pushArtifacts(
	wanted: readonly Wanted[],
	places: TransferPlaces,
	options: TransferOptions = {},
): Promise<TransferReport> {
	const run = new TransferRun(options);
	const planned = await mapInParallel(wanted, atOnce, (each) => planPush(each, places, run));
	const plans = planned.filter((plan) => plan !== undefined);
	const targets = new Map<Remote, PushTarget>();
	for (const { remote } of plans) targets.set(remote, new PushTarget(remote, places, run));
	for (const [remote, target] of targets) {
		const own = plans.filter((plan) => plan.remote === remote);
		await pushToRemote(own, target, run);
	}
	throwIfCancelled(run.signal);
	return run.report();
}

async function pushToRemote(plans: readonly PushPlan[], target: PushTarget, run: TransferRun): Promise<void> {
	const objects = plans.flatMap(({ all, manifest }) => (manifest === undefined ? all : [...all, manifest]));
	try {
		await target.lookFor(objects);
	} catch (error) {
		for (const each of plans.flatMap(({ files, manifest }) => manifest ?? files)) run.failed(each, error);
		return;
	}
	const files = plans.flatMap((plan) => plan.files);
	const manifests = plans.filter(({ manifest }) => manifest !== undefined);
	run.progress.expect(files.length + manifests.length, target.bytesToSend(files));
	await inParallel(files, atOnce, (each) => target.push(each));
	for (const plan of plans) await pushManifest(plan, target, run);
}

async function pushManifest(
	{ manifest, all }: PushPlan,
	target: PushTarget,
	run: TransferRun,
): Promise<void> {
	if (manifest === undefined) return;
	const absent = all.filter((each) => !target.has(each));
	if (absent.length === 0) return target.push(manifest);
	const what = `${absent.length} of its ${all.length} files are not on the remote, so the folder was not completed there.`;
	const next = `Push the whole folder; first missing: ${absent[0]?.path}.`;
	run.failed(manifest, new TidemarkError('missingObject', what, { file: manifest.path, next }));
}

async function planPush(
	wanted: Wanted,
	places: TransferPlaces,
	run: TransferRun,
): Promise<PushPlan | undefined> {
	const { artifact } = wanted;
	const own = ownObject(artifact, artifact.object ?? nothing);
	const why = notPushed(wanted);
	if (why !== undefined) {
		run.skipped(own, why);
		return undefined;
	}
	try {
		const remote = await places.remoteOf(artifact, 'write');
		refuseVersioned(remote);
		return artifact.isFolder ? await planFolder(wanted, own, remote, places, run) : planFile(own, remote);
	} catch (error) {
		run.failed(own, error);
		return undefined;
	}
}

function notPushed({ artifact }: Wanted): string | undefined {
	if (artifact.system === 'git') return 'Its content is in git; git push brings it.';
	if (artifact.system === 'lfs') return 'Git LFS uploads it when you run git push.';
	if (!artifact.push) return 'It is never uploaded: imported from another repository, or push: false.';
	if (!artifact.cached) return 'Its content is not kept in the cache (cache: false).';
	if (artifact.object === undefined && artifact.entries === undefined) return 'Its pointer names no content.';
	return undefined;
}

function refuseVersioned({ settings }: Remote): void {
	if (!settings.versionAware) return;
	throw new TidemarkError(
		'unsupported',
		`The remote "${settings.name}" keeps versions itself (version_aware); Tidemark reads such remotes and does not push to them.`,
		{ kept: 'Nothing was uploaded.', next: `Run "dvc push -r ${settings.name}" in a terminal.` },
	);
}

function planFile(own: ArtifactObject, remote: Remote): PushPlan {
	return { remote, files: [own], all: [own], manifest: undefined };
}

async function planFolder(
	{ artifact, inside }: Wanted,
	own: ArtifactObject,
	remote: Remote,
	places: TransferPlaces,
	run: TransferRun,
): Promise<PushPlan> {
	const entries = await manifestHere(artifact, places.storeOf(artifact), run.signal);
	if (entries === undefined || artifact.object === undefined) {
		throw new TidemarkError(
			'missingObject',
			`The list of files of ${artifact.path} is not on this machine.`,
			{
				file: artifact.pointerFile,
				next: 'Fetch it first, or push from the machine that has it.',
			},
		);
	}
	const all = entries.map((entry) => childObject(artifact, entry));
	const chosen = new Set(entriesInside(entries, inside).map(({ path }) => `${artifact.path}/${path}`));
	return { remote, files: all.filter(({ path }) => chosen.has(path)), all, manifest: own };
}
