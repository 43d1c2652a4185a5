/** A YAML document as data: every scalar is text, so that a hash of digits stays a hash. Lines are 1-based. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
	readonly type: 'scalar';
	/** Value as text, quotes and escapes undone. Empty for a key without a value. */
	readonly text: string;
	/** True for a plain (unquoted) scalar: only those may be numbers, booleans or null. */
	readonly plain: boolean;
	readonly line: number;
}

export interface YamlMap {
	readonly type: 'map';
	/** In file order. A Map, so that `__proto__` is a key like any other. */
	readonly entries: ReadonlyMap<string, YamlNode>;
	readonly line: number;
}

export interface YamlList {
	readonly type: 'list';
	readonly items: readonly YamlNode[];
	readonly line: number;
}

/** Nesting that is read at most. DVC's own files need six. */
export const depthLimit = 64;

/** Whether a node stands for "no value": absent, empty, `~` or `null`. */
export function isNull(node: YamlNode | undefined): boolean {
	return (
		node === undefined || (node.type === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.text))
	);
}
