import type { Artifact, ArtifactKind } from '../model.ts';
import { artifactOfOut } from './artifact.ts';
import { type DvcOut, kindOfType, readOut } from './dvcOut.ts';
import type { DvcYaml, StageOut } from './dvcYaml.ts';
import { Fields } from './fields.ts';
import { resolvePath } from './paths.ts';
import { lockFileLimit, type Source } from './source.ts';
import { readYaml } from './yamlReader.ts';

/** What one stage made when it last ran. */
export interface DvcLockStage {
	/** `train`, or `train@small` for one item of a matrix. */
	readonly name: string;
	readonly outs: readonly DvcOut[];
}

/** A `dvc.lock`. */
export interface DvcLock {
	readonly stages: readonly DvcLockStage[];
}

/**
 * Parses `dvc.lock` in schema 2.0 (`stages:`) and 1.0 (stages at the top). Dependencies, commands and params are
 * passed over. Throws `malformed` or `conflict`, with field and line.
 */
export function parseDvcLock(source: Source, file: string): DvcLock {
	const node = readYaml(source, file, lockFileLimit);
	if (node === undefined) return { stages: [] };
	const fields = Fields.ofDocument(node, file, 'a map of stages');
	const schema = fields.text('schema');
	if (schema !== undefined && schema !== '2.0')
		throw fields.fail('schema', `Schema "${schema}" is not known.`);
	const stages = schema === undefined ? fields : fields.child('stages');
	return { stages: stages === undefined ? [] : readStages(stages) };
}

function readStages(stages: Fields): DvcLockStage[] {
	return [...stages.map.entries.keys()].map((name) => {
		const stage = stages.child(name);
		return { name, outs: stage?.children('outs').map(readOut) ?? [] };
	});
}

/**
 * Artifacts of a `dvc.lock`. Paths, hashes and sizes come from the lock; `dvc.yaml`, where it can be read, says
 * which are metrics, plots or models, which are not cached or pushed, and the folder a stage runs in.
 * A stage whose `wdir` is templated is left out: its place is not known. Throws `unsafe` for an out that leaves
 * the repository.
 */
export function artifactsOfDvcLock(
	lock: DvcLock,
	dvcYaml: DvcYaml | undefined,
	file: string,
	projectRoot = '',
): Artifact[] {
	return lock.stages.flatMap((stage) => {
		const definition =
			dvcYaml?.stages.get(stage.name) ?? dvcYaml?.stages.get(stage.name.split('@', 1)[0] ?? '');
		const wdir = definition?.wdir;
		if (wdir?.includes('${') === true) return [];
		return stage.outs.map((out) => {
			const flags = definition?.outs.find((candidate) => matchesTemplate(candidate.path, out.path));
			const base = artifactOfOut(out, {
				file,
				wdir,
				projectRoot,
				push: out.push && (flags?.push ?? true),
				description: flags?.description,
				stage: stage.name,
			});
			return {
				...base,
				kind: kindOf(base, flags, dvcYaml),
				remote: flags?.remote,
				cached: flags?.cached ?? true,
			};
		});
	});
}

function kindOf(artifact: Artifact, flags: StageOut | undefined, dvcYaml: DvcYaml | undefined): ArtifactKind {
	if (flags !== undefined && flags.role !== 'out') return flags.role;
	if (flags?.declaredType !== undefined) return kindOfType(flags.declaredType);
	return dvcYaml === undefined ? 'other' : declaredKind(dvcYaml, artifact.path);
}

/** The kind `dvc.yaml` gives a path at its top level: `artifacts:`, `metrics:`, `plots:`, `params:`; else `other`. */
export function declaredKind(dvcYaml: DvcYaml, path: string): ArtifactKind {
	const declared = dvcYaml.artifacts.find((artifact) => artifact.path === path);
	if (declared !== undefined) return kindOfType(declared.type);
	if (dvcYaml.metrics.includes(path)) return 'metrics';
	if (dvcYaml.plots.includes(path)) return 'plots';
	return dvcYaml.params.includes(path) ? 'params' : 'other';
}

/**
 * Whether a path can be what a template of `dvc.yaml` stands for: each `${…}` matches any text.
 * Greedy from the left on literal pieces, so the time is linear in both.
 */
export function matchesTemplate(template: string, path: string): boolean {
	const wanted = template.split(/\$\{[^}]*\}/);
	const first = wanted[0] ?? '';
	const last = wanted.at(-1) ?? '';
	if (wanted.length === 1) return resolvePath('', template) === resolvePath('', path);
	if (!path.startsWith(first) || !path.endsWith(last) || path.length < first.length + last.length)
		return false;
	let at = first.length;
	for (const piece of wanted.slice(1, -1)) {
		const found = path.indexOf(piece, at);
		if (found === -1) return false;
		at = found + piece.length;
	}
	return at <= path.length - last.length;
}
