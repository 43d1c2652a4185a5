/** How a tree row looks, before an editor draws it. */
export interface Row {
	readonly label: string;
	/** The one or two facts people scan for. */
	readonly description?: string | undefined;
	readonly icon?: RowIcon | undefined;
	/** Dotted facets that menus match on: `artifact.dvc.folder.fetchable`. */
	readonly context: string;
	/** What a screen reader says. */
	readonly spoken: string;
	readonly collapsible: 'no' | 'collapsed' | 'expanded';
}

/** A product icon; `file` stands for the file icon theme's own. */
export interface RowIcon {
	readonly id: string;
	/** Theme colour id. */
	readonly color?: string | undefined;
}

/** Joins the facts that are known. */
export function facts(...parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Joins facets of a context value. */
export function facets(...parts: readonly (string | false | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== false && part !== '').join('.');
}
