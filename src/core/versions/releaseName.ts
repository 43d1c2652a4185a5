import parse from 'semver/functions/parse.js';
import type { ReleaseName } from '../model.ts';

/** `v3`, `1.2`, `v1.2.0-rc.1+build`: what follows the numbers is semver's own. */
const versionPattern = /^(v\d+|v?\d+\.\d+|v?\d+\.\d+\.\d+)((?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/;
/** GTO's stage tags: `name#prod#2`, and `name#prod` in repositories that keep no count; `!` withdraws. */
const stagePattern = /^([^#@]+)#([^#@!]+)(!?)(?:#(\d+))?$/;
/** GTO's version tags: `name@v1.0.0`, counted (`#4`) where a version was registered again; `!` withdraws. */
const registeredPattern = /^(.+)@([^@#!]+)(!?)(?:#\d+)?$/;

/**
 * What a tag's short name says. Versions come out in full semver without `v` (`v1.2` is `1.2.0`); a stage tag without
 * a count has 0. Source of GTO's names: its documentation of register, assign and deprecate.
 */
export function parseReleaseName(name: string): ReleaseName {
	const semantic = parseVersion(name);
	if (semantic !== undefined) return { type: 'semantic', version: semantic };
	return parseRegistered(name) ?? parseStage(name) ?? { type: 'plain' };
}

function parseRegistered(name: string): ReleaseName | undefined {
	const [, artifact, text, withdrawn] = registeredPattern.exec(name) ?? [];
	if (artifact === undefined || text === undefined) return undefined;
	if (text === 'deprecated') return { type: 'gtoWithdrawal', artifact, what: undefined };
	const version = parseVersion(text);
	if (version === undefined) return undefined;
	return withdrawn === '!'
		? { type: 'gtoWithdrawal', artifact, what: text }
		: { type: 'gtoVersion', artifact, version };
}

function parseStage(name: string): ReleaseName | undefined {
	const [, artifact, stage, withdrawn, count = '0'] = stagePattern.exec(name) ?? [];
	if (artifact === undefined || stage === undefined) return undefined;
	return withdrawn === '!'
		? { type: 'gtoWithdrawal', artifact, what: stage }
		: { type: 'gtoStage', artifact, stage, count: Number(count) };
}

function parseVersion(text: string): string | undefined {
	const [, numbers, suffix = ''] = versionPattern.exec(text) ?? [];
	if (numbers === undefined) return undefined;
	const [major, minor = '0', patch = '0'] = numbers.replace('v', '').split('.');
	const parsed = parse(`${major}.${minor}.${patch}${suffix}`);
	if (parsed === null) return undefined;
	return parsed.build.length === 0 ? parsed.version : `${parsed.version}+${parsed.build.join('.')}`;
}
