import { TidemarkError } from '../../core/errors.ts';
import { type ConfigSection, configFlag } from '../../core/pointers/dvcConfig.ts';
import { shorten } from '../../core/pointers/paths.ts';
import { resolveConfigPath } from './configPath.ts';
import { type ConfigScope, type LoadedConfig, sourceOf } from './dvcConfigFiles.ts';

const mostReferences = 8;

/** The keys of one remote with who set them; a `remote://` url is followed to its base, whose keys it inherits. */
export class RemoteConfig {
	readonly name: string;
	/** Absolute path or url with a scheme, credentials still in it. */
	readonly url: string;
	readonly #loaded: LoadedConfig;
	/** The remote itself first, then what it refers to. */
	readonly #sections: readonly ConfigSection[];

	private constructor(name: string, url: string, loaded: LoadedConfig, sections: readonly ConfigSection[]) {
		this.name = name;
		this.url = url;
		this.#loaded = loaded;
		this.#sections = sections;
	}

	/** Throws `malformed` for a remote without url, `noRemote` for a reference to one that is not there. */
	static resolve(name: string, loaded: LoadedConfig): RemoteConfig {
		const sections: ConfigSection[] = [];
		let below = '';
		for (let next = name; sections.length < mostReferences; ) {
			const section = sectionOf(loaded, next, name);
			sections.push(section);
			const url = urlOf(loaded, section, next);
			const reference = /^remote:\/\/([^/]+)\/*(.*)$/s.exec(url);
			if (reference === null) return new RemoteConfig(name, joined(url, below), loaded, sections);
			below = joined(reference[2] ?? '', below);
			next = (reference[1] ?? '').toLowerCase();
		}
		throw new TidemarkError('malformed', `The remote "${name}" refers to itself.`, {
			field: `remote.${name}.url`,
		});
	}

	text(key: string): string | undefined {
		return this.#section(key)?.get(key)?.text;
	}

	/** A path, resolved against the file that sets it. */
	path(key: string): string | undefined {
		const text = this.text(key);
		const source = sourceOf(this.#loaded, this.#section(key), key);
		return text === undefined || source === undefined ? text : resolveConfigPath(text, source.folder);
	}

	flag(key: string): boolean | undefined {
		return configFlag(this.#section(key), key);
	}

	/** A number of seconds as milliseconds. */
	milliseconds(key: string): number | undefined {
		const seconds = Number(this.text(key) ?? Number.NaN);
		return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
	}

	/** Who set a key; undefined when nobody did. */
	scope(key: string): ConfigScope | undefined {
		return sourceOf(this.#loaded, this.#section(key), key)?.scope;
	}

	/** File and line that set a key, for messages. */
	place(key: string): { readonly file?: string; readonly line?: number; readonly field: string } {
		const value = this.#section(key)?.get(key);
		const field = `remote.${this.name}.${key}`;
		return value === undefined ? { field } : { file: value.file, line: value.line, field };
	}

	#section(key: string): ConfigSection | undefined {
		return this.#sections.find((section) => section.has(key));
	}
}

function sectionOf(loaded: LoadedConfig, name: string, wanted: string): ConfigSection {
	const section = loaded.merged.remotes.get(name);
	if (section !== undefined) return section;
	const why = name === wanted ? '' : `, which "${wanted}" refers to,`;
	throw new TidemarkError('noRemote', `The remote "${shorten(name)}"${why} is not configured.`, {
		next: `Add it with "dvc remote add", or choose another.`,
	});
}

function urlOf(loaded: LoadedConfig, section: ConfigSection, name: string): string {
	const url = section.get('url');
	if (url === undefined || url.text === '') {
		throw new TidemarkError('malformed', `The remote "${shorten(name)}" has no url.`, {
			file: [...section.values()][0]?.file,
			line: [...section.values()][0]?.line,
			field: `remote.${name}.url`,
			next: 'Add its url, or remove the section.',
		});
	}
	return resolveConfigPath(url.text, loaded.sources.get(url.file)?.folder ?? '/');
}

function joined(base: string, below: string): string {
	if (below === '') return base;
	return base === '' ? below : `${base.replace(/\/+$/, '')}/${below}`;
}
