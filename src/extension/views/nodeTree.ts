import * as vscode from 'vscode';
import { describeError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import { editorWording } from '../support/editorWording.ts';
import { insideArtifact, insideFolder } from './artifactNodes.ts';
import type { MoreNode, Node, ProblemNode } from './nodes.ts';
import { describeNode } from './tooltips.ts';
import { drawNode } from './treeItems.ts';

/** What makes one tree differ from the other: its roots, and the children of its own kinds of rows. */
export interface TreeContent {
	roots(): Promise<readonly Node[]>;
	/** Undefined for rows every tree treats alike. */
	children(node: Node): Promise<readonly Node[] | undefined>;
	/** How many rows are shown before "Show more". */
	readonly pageSize: number;
}

/** More rows than these are drawn anew all at once. */
const mostSingleRows = 100;

/** A tree of {@link Node}s: pages, ids, refresh of single rows and tooltips are the same for every view. */
export class NodeTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
	readonly #content: TreeContent;
	readonly #log: Log;
	readonly #changes = new vscode.EventEmitter<Node[] | undefined>();
	readonly onDidChangeTreeData = this.#changes.event;
	/** Rows as last shown, by id: the editor knows a row by the object it was given. */
	readonly #shown = new Map<string, Node>();
	readonly #pages = new Map<string, number>();

	constructor(content: TreeContent, log: Log) {
		this.#content = content;
		this.#log = log;
	}

	getTreeItem(node: Node): vscode.TreeItem {
		return drawNode(editorWording(), node);
	}

	getParent(node: Node): Node | undefined {
		return node.parent;
	}

	resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
		item.tooltip = describeNode(editorWording(), node);
		return item;
	}

	async getChildren(node?: Node): Promise<Node[]> {
		const children = await this.#children(node);
		const rows = this.#page(node, children);
		for (const row of rows) this.#shown.set(row.id, row);
		return rows;
	}

	/** Draws everything anew; what is open stays open. */
	refresh(): void {
		this.#shown.clear();
		this.#changes.fire(undefined);
	}

	/** Draws anew the shown rows that `which` picks. */
	refreshRows(which: (node: Node) => boolean): void {
		const rows = [...this.#shown.values()].filter(which);
		if (rows.length > mostSingleRows) this.refresh();
		else if (rows.length > 0) this.#changes.fire(rows);
	}

	/** Shows the next page of the list that ends in this row. */
	showMore(node: MoreNode): void {
		const key = node.parent?.id ?? '';
		this.#pages.set(key, node.shown + this.#content.pageSize);
		this.#changes.fire(node.parent === undefined ? undefined : [node.parent]);
	}

	/** The first row at the top, or in a group at the top, that passes; its page is opened. */
	async find(wanted: (node: Node) => boolean): Promise<Node | undefined> {
		const roots = await this.#content.roots();
		return this.#findAmong(undefined, roots, wanted);
	}

	async #findAmong(
		parent: Node | undefined,
		rows: readonly Node[],
		wanted: (node: Node) => boolean,
	): Promise<Node | undefined> {
		const index = rows.findIndex(wanted);
		if (index >= 0) this.#openPage(parent, index);
		if (index >= 0) return rows[index];
		for (const row of rows.filter(({ type }) => type === 'releaseGroup' || type === 'project')) {
			const inside = (await this.#content.children(row)) ?? [];
			const found = await this.#findAmong(row, inside, wanted);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	#openPage(parent: Node | undefined, index: number): void {
		const key = parent?.id ?? '';
		const shown = this.#pages.get(key) ?? this.#content.pageSize;
		if (index < shown) return;
		this.#pages.set(key, index + this.#content.pageSize);
		this.#changes.fire(undefined);
	}

	async #children(node: Node | undefined): Promise<readonly Node[]> {
		try {
			if (node === undefined) return await this.#content.roots();
			return (await this.#content.children(node)) ?? (await commonChildren(node));
		} catch (error) {
			this.#log.error(describeError(error));
			if (node === undefined) throw error;
			return [problemNode(node, error)];
		}
	}

	#page(parent: Node | undefined, children: readonly Node[]): Node[] {
		const shown = this.#pages.get(parent?.id ?? '') ?? this.#content.pageSize;
		const [first] = children;
		if (children.length <= shown || first === undefined) return [...children];
		const id = `${parent?.id ?? ''}|more`;
		const more: MoreNode = { type: 'more', id, parent, model: first.model, shown, total: children.length };
		return [...children.slice(0, shown), more];
	}

	dispose(): void {
		this.#changes.dispose();
	}
}

async function commonChildren(node: Node): Promise<readonly Node[]> {
	if (node.type === 'artifact') return insideArtifact(node);
	return node.type === 'folder' ? insideFolder(node) : [];
}

function problemNode(parent: Node, error: unknown): ProblemNode {
	return { type: 'problem', id: `${parent.id}|problem`, parent, model: parent.model, error };
}
