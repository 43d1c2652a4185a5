import { type ConfigValue, readConfigObject } from './configObject.ts';
import { decodeSource, refuseConflicts, type Source, smallFileLimit } from './source.ts';

/** Keys of one section, lower-case. Each value says which file and line it came from. */
export type ConfigSection = ReadonlyMap<string, ConfigValue>;

/** One DVC config file, or several merged. */
export interface DvcConfigFile {
	/** `core`, `cache`, `state` …: every section without a name of its own. */
	readonly sections: ReadonlyMap<string, ConfigSection>;
	/** `['remote "name"']`, by lower-case name. */
	readonly remotes: ReadonlyMap<string, ConfigSection>;
}

/**
 * Parses a DVC config file, which follows Python's ConfigObj: quoted section names, comma lists, triple quotes, `#`
 * comments; section names and keys are lower-cased, as DVC does. `file` names it in messages and in each value.
 * Throws `malformed` or `conflict`, with the line.
 */
export function parseDvcConfig(source: Source, file: string): DvcConfigFile {
	const text = decodeSource(source, file, smallFileLimit);
	refuseConflicts(text, file);
	const sections = new Map<string, ConfigSection>();
	const remotes = new Map<string, ConfigSection>();
	for (const [title, section] of readConfigObject(text, file)) {
		const remote = /^remote "(.*)"$/.exec(title)?.[1];
		if (remote === undefined) sections.set(title, section);
		else remotes.set(remote, section);
	}
	return { sections, remotes };
}

/** Merges config files from low to high precedence, section by section and key by key. */
export function mergeDvcConfig(layers: readonly DvcConfigFile[]): DvcConfigFile {
	return {
		sections: mergeSections(layers.map((layer) => layer.sections)),
		remotes: mergeSections(layers.map((layer) => layer.remotes)),
	};
}

function mergeSections(layers: readonly ReadonlyMap<string, ConfigSection>[]): Map<string, ConfigSection> {
	const merged = new Map<string, Map<string, ConfigValue>>();
	for (const layer of layers) {
		for (const [name, section] of layer) {
			const target = merged.get(name) ?? new Map<string, ConfigValue>();
			for (const [key, value] of section) target.set(key, value);
			merged.set(name, target);
		}
	}
	return merged;
}

/** A value of a section without a name, as text. */
export function configText(config: DvcConfigFile, section: string, key: string): string | undefined {
	return config.sections.get(section)?.get(key)?.text;
}

/** A boolean as DVC's schema reads it; undefined when absent or not a boolean. */
export function configFlag(section: ConfigSection | undefined, key: string): boolean | undefined {
	const text = section?.get(key)?.text.toLowerCase();
	if (text === undefined) return undefined;
	if (['1', 'true', 'yes', 'on', 'enable'].includes(text)) return true;
	return ['0', 'false', 'no', 'off', 'disable'].includes(text) ? false : undefined;
}
