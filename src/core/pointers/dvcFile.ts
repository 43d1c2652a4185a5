import type { Artifact } from '../model.ts';
import { artifactOfOut } from './artifact.ts';
import type { DvcDep, DvcFile } from './dvcFileModel.ts';
import { readHashAlgorithm, readObject, readOut } from './dvcOut.ts';
import { Fields } from './fields.ts';
import { readPlainDvcFile } from './plainDvcFile.ts';
import { decodeSource, type Source, smallFileLimit } from './source.ts';
import { readYaml } from './yamlReader.ts';

/**
 * Parses a `.dvc` file of DVC 2 or 3: a single file, folders, several outs, `wdir`, imports, cloud-versioned entries.
 * Unknown keys are passed over. `file` is the repository-relative path, for messages.
 * Throws `malformed`, `conflict` or `unsupported`, each with field and line.
 */
export function parseDvcFile(source: Source, file: string): DvcFile {
	const text = decodeSource(source, file, smallFileLimit);
	return readPlainDvcFile(text) ?? parseByGrammar(text, file);
}

function parseByGrammar(text: string, file: string): DvcFile {
	const fields = Fields.ofDocument(readYaml(text, file, smallFileLimit), file, 'a map with "outs"');
	if (!fields.map.entries.has('outs')) throw fields.fail('outs', 'The file has no outs.');
	const outs = fields.children('outs').map(readOut);
	if (outs.length === 0) throw fields.fail('outs', 'The list of outs is empty.');
	return {
		outs,
		deps: fields.children('deps').map(readDep),
		wdir: fields.text('wdir'),
		frozen: fields.flag('frozen', false),
		md5: fields.text('md5'),
		description: fields.text('desc'),
	};
}

function readDep(fields: Fields): DvcDep {
	const repo = fields.child('repo');
	return {
		path: fields.text('path') ?? '',
		object: readObject(fields, readHashAlgorithm(fields)),
		repo:
			repo === undefined
				? undefined
				: { url: repo.text('url') ?? '', rev: repo.text('rev'), revLock: repo.text('rev_lock') },
	};
}

/**
 * Artifacts of a `.dvc` file. `file` is its repository-relative path, `projectRoot` the folder of its `.dvc/`.
 * The kind is the declared `type:`, else `other`. Outs imported from another DVC repository are never pushed, as
 * with DVC. Throws `unsafe` for an out that leaves the repository.
 */
export function artifactsOfDvcFile(parsed: DvcFile, file: string, projectRoot = ''): Artifact[] {
	const imported = parsed.deps.some((dep) => dep.repo !== undefined);
	return parsed.outs.map((out) =>
		artifactOfOut(out, {
			file,
			wdir: parsed.wdir,
			projectRoot,
			push: out.push && !imported,
			description: out.description ?? parsed.description,
		}),
	);
}
