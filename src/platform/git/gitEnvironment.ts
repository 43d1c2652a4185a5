import { devNull } from 'node:os';
import type { GitConfig } from './gitConfig.ts';

/** What a parent git (a hook, `git rebase --exec`) points at its own repository with; ours is named by its folder. */
const inherited = [
	'GIT_ALTERNATE_OBJECT_DIRECTORIES',
	'GIT_COMMON_DIR',
	'GIT_CONFIG_PARAMETERS',
	'GIT_DIR',
	'GIT_EXTERNAL_DIFF',
	'GIT_GRAFT_FILE',
	'GIT_IMPLICIT_WORK_TREE',
	'GIT_GLOB_PATHSPECS',
	'GIT_ICASE_PATHSPECS',
	'GIT_INDEX_FILE',
	'GIT_LITERAL_PATHSPECS',
	'GIT_NOGLOB_PATHSPECS',
	'GIT_NAMESPACE',
	'GIT_OBJECT_DIRECTORY',
	'GIT_PREFIX',
	'GIT_SHALLOW_FILE',
	'GIT_WORK_TREE',
];

const fixed: Readonly<Record<string, string>> = {
	LC_ALL: 'C',
	// No network, even where a partial clone would fetch a missing object by itself.
	GIT_ALLOW_PROTOCOL: 'none',
	GIT_NO_LAZY_FETCH: '1',
	// Reading never writes the index, so it never meets or leaves an index.lock.
	GIT_OPTIONAL_LOCKS: '0',
	GIT_TERMINAL_PROMPT: '0',
	GIT_PAGER: 'cat',
};

type Setting = readonly [key: string, value: string];

/** Settings through which a repository's own configuration could start a program or reach the network. */
const harmless: readonly Setting[] = [
	['core.fsmonitor', 'false'],
	['core.hooksPath', devNull],
	['core.sshCommand', 'false'],
	['core.askPass', ''],
	['credential.helper', ''],
	['diff.external', ''],
	['log.showSignature', 'false'],
	['gpg.program', 'false'],
	['protocol.allow', 'never'],
	['extensions.partialClone', ''],
	['submodule.recurse', 'false'],
];

/**
 * Environment of every git that reads: no prompts, no locks, no network, and nothing that the repository's
 * configuration names is started. `config` supplies the names of filters and of promisor remotes to switch off.
 */
export function gitEnvironment(config: GitConfig | undefined): Record<string, string | undefined> {
	const settings = [...harmless, ...(config === undefined ? [] : namedSettings(config))];
	const removed = Object.fromEntries(inherited.map((name) => [name, undefined]));
	return { ...removed, ...fixed, ...configVariables(settings) };
}

function namedSettings(config: GitConfig): Setting[] {
	const filters = config.subsections('filter').flatMap((name): Setting[] => [
		[`filter.${name}.clean`, ''],
		[`filter.${name}.smudge`, ''],
		[`filter.${name}.process`, ''],
		[`filter.${name}.required`, 'false'],
	]);
	const remotes = config.subsections('remote').map((name): Setting => [`remote.${name}.promisor`, 'false']);
	return [...filters, ...remotes];
}

/** As variables, since on a command line a name with `=` in it cannot be told from its value. */
function configVariables(settings: readonly Setting[]): Record<string, string> {
	const { GIT_CONFIG_COUNT = '0' } = process.env;
	const before = Number.parseInt(GIT_CONFIG_COUNT, 10) || 0;
	const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(before + settings.length) };
	for (const [index, [key, value]] of settings.entries()) {
		variables[`GIT_CONFIG_KEY_${before + index}`] = key;
		variables[`GIT_CONFIG_VALUE_${before + index}`] = value;
	}
	return variables;
}
