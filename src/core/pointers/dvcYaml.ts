import { Fields } from './fields.ts';
import { folderOf, joinPath, resolvePath } from './paths.ts';
import { type Source, smallFileLimit } from './source.ts';
import { isNull, type YamlNode } from './yamlNode.ts';
import { readYaml } from './yamlReader.ts';

/** An out as a stage of `dvc.yaml` declares it. */
export interface StageOut {
	/** As written: relative to the stage's folder, may hold `${…}`. */
	readonly path: string;
	readonly role: 'out' | 'metrics' | 'plots';
	readonly cached: boolean;
	readonly push: boolean;
	readonly remote: string | undefined;
	readonly declaredType: string | undefined;
	readonly description: string | undefined;
}

/** A stage of `dvc.yaml`; for a `foreach` or `matrix` stage, its template. */
export interface DvcYamlStage {
	/** Relative to the file's folder, may hold `${…}`. */
	readonly wdir: string | undefined;
	readonly outs: readonly StageOut[];
}

/** An entry of `artifacts:`. */
export interface DeclaredArtifact {
	readonly name: string;
	/** Repository-relative. */
	readonly path: string;
	readonly type: string | undefined;
	readonly description: string | undefined;
}

/** A `dvc.yaml`. Paths of metrics, params, plots and artifacts are repository-relative; templated ones are left out. */
export interface DvcYaml {
	readonly stages: ReadonlyMap<string, DvcYamlStage>;
	readonly metrics: readonly string[];
	readonly params: readonly string[];
	/** Per params file the dotted keys that stages name; no keys = the whole file counts. */
	readonly paramKeys: ReadonlyMap<string, readonly string[]>;
	readonly plots: readonly string[];
	readonly artifacts: readonly DeclaredArtifact[];
}

/** Parses `dvc.yaml`. Keys it does not know are passed over. Throws `malformed` or `conflict`, with field and line. */
export function parseDvcYaml(source: Source, file: string): DvcYaml {
	const node = readYaml(source, file, smallFileLimit);
	if (node === undefined)
		return { stages: new Map(), metrics: [], params: [], paramKeys: new Map(), plots: [], artifacts: [] };
	const fields = Fields.ofDocument(node, file, 'a map with "stages"');
	const folder = folderOf(file);
	const stages = readStages(fields);
	const ofRole = (role: StageOut['role']): string[] =>
		[...stages.values()].flatMap(({ wdir, outs }) =>
			outs.filter((out) => out.role === role).flatMap((out) => located(folder, wdir, out.path)),
		);
	const params = [
		...names(fields, 'params').flatMap((path) => paramsOf(located(folder, undefined, path), [])),
		...stageParams(fields, folder),
	];
	return {
		stages,
		metrics: unique([
			...names(fields, 'metrics').flatMap((path) => located(folder, undefined, path)),
			...ofRole('metrics'),
		]),
		params: unique(params.map(({ path }) => path)),
		paramKeys: mergedKeys(params),
		plots: unique([
			...plotFiles(fields).flatMap((path) => located(folder, undefined, path)),
			...ofRole('plots'),
		]),
		artifacts: readArtifacts(fields, folder),
	};
}

function unique(paths: readonly string[]): string[] {
	return [...new Set(paths)];
}

function located(folder: string, wdir: string | undefined, path: string): string[] {
	if (path.includes('${') || wdir?.includes('${') === true) return [];
	const resolved = resolvePath(folder, joinPath(wdir ?? '', path));
	return resolved === undefined || resolved === '' ? [] : [resolved];
}

function readStages(fields: Fields): Map<string, DvcYamlStage> {
	const stages = new Map<string, DvcYamlStage>();
	const all = fields.child('stages');
	for (const name of all?.map.entries.keys() ?? []) {
		const stage = all?.child(name);
		if (stage !== undefined) stages.set(name, readStage(stage));
	}
	return stages;
}

/** `foreach` stages keep their definition under `do:`. */
function stageBody(stage: Fields): Fields {
	return stage.map.entries.has('foreach') ? (stage.child('do') ?? stage) : stage;
}

function readStage(stage: Fields): DvcYamlStage {
	const body = stageBody(stage);
	return {
		wdir: body.text('wdir'),
		outs: [
			...readStageOuts(body, 'outs', 'out'),
			...readStageOuts(body, 'metrics', 'metrics'),
			...readStageOuts(body, 'plots', 'plots'),
		],
	};
}

function readStageOuts(stage: Fields, key: string, role: StageOut['role']): StageOut[] {
	return pathsWithFlags(stage, key).map(({ path, flags }) => ({
		path,
		role,
		cached: flags?.flag('cache', true) ?? true,
		push: flags?.flag('push', true) ?? true,
		remote: flags?.text('remote'),
		declaredType: flags?.text('type'),
		description: flags?.text('desc'),
	}));
}

interface FlaggedPath {
	readonly path: string;
	readonly flags: Fields | undefined;
}

/** `- path`, `- path: {cache: false}`, and the same as one map. */
function pathsWithFlags(fields: Fields, key: string): FlaggedPath[] {
	const node = fields.map.entries.get(key);
	if (node === undefined || isNull(node)) return [];
	const items: readonly YamlNode[] = node.type === 'list' ? node.items : [node];
	return items.flatMap((item, index) => {
		if (item.type === 'scalar') return [{ path: item.text, flags: undefined }];
		const place = `${fields.name(key)}[${index}]`;
		if (item.type === 'list') throw fields.fail(key, `Expected paths; ${place} is a list.`);
		const map = new Fields(item, fields.file, place);
		return [...item.entries].map(([path, value]) => ({
			path,
			flags: value.type === 'map' ? map.child(path) : undefined,
		}));
	});
}

function names(fields: Fields, key: string): string[] {
	return pathsWithFlags(fields, key).map(({ path }) => path);
}

/**
 * Files of top-level `plots:`. The key is a file, unless `y` maps files to columns: then those are the files and the
 * key is a title.
 */
function plotFiles(fields: Fields): string[] {
	return pathsWithFlags(fields, 'plots').flatMap(({ path, flags }) => {
		const y = flags?.map.entries.get('y');
		return y?.type === 'map' ? [...y.entries.keys()] : [path];
	});
}

/** A params file that something names, and the keys of it; none = all. */
interface NamedParams {
	readonly path: string;
	readonly keys: readonly string[];
}

const paramsOf = (paths: readonly string[], keys: readonly string[]): NamedParams[] =>
	paths.map((path) => ({ path, keys }));

/** What stages take params from: `- key` is one of `params.yaml`, `- file: [keys]` names the file. */
function stageParams(fields: Fields, folder: string): NamedParams[] {
	const all = fields.child('stages');
	return [...(all?.map.entries.keys() ?? [])].flatMap((name) => {
		const stage = all?.child(name);
		if (stage === undefined) return [];
		const body = stageBody(stage);
		return body
			.items('params')
			.flatMap(namedKeys)
			.flatMap(({ path, keys }) => paramsOf(located(folder, body.text('wdir'), path), keys));
	});
}

function namedKeys(item: YamlNode): NamedParams[] {
	if (item.type === 'scalar') return [{ path: 'params.yaml', keys: [item.text] }];
	if (item.type === 'list') return [];
	return [...item.entries].map(([path, keys]) => ({
		path,
		keys: keys.type === 'list' ? keys.items.flatMap((key) => (key.type === 'scalar' ? [key.text] : [])) : [],
	}));
}

/** A file that is named whole once counts whole, whatever keys others name. */
function mergedKeys(params: readonly NamedParams[]): ReadonlyMap<string, readonly string[]> {
	const merged = new Map<string, readonly string[]>();
	for (const { path, keys } of params) {
		const known = merged.get(path);
		const whole = keys.length === 0 || known?.length === 0;
		merged.set(path, whole ? [] : unique([...(known ?? []), ...keys]));
	}
	return merged;
}

function readArtifacts(fields: Fields, folder: string): DeclaredArtifact[] {
	const all = fields.child('artifacts');
	return [...(all?.map.entries.keys() ?? [])].flatMap((name) => {
		const artifact = all?.child(name);
		const [path] = located(folder, undefined, artifact?.text('path') ?? '');
		if (artifact === undefined || path === undefined) return [];
		return [{ name, path, type: artifact.text('type'), description: artifact.text('desc') }];
	});
}
