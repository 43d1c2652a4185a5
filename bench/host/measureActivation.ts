/** Runs inside the extension host, and leaves what it measured in the file that `TIDEMARK_REPORT` names. */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Milliseconds. */
export interface Measured {
	/** Loading the main bundle and `activate()`, together; undefined when the editor had done it already. */
	readonly activation: number | undefined;
	/** All groups of the Artifacts tree with their rows, first time. */
	readonly tree: number;
	readonly rows: number;
}

/** The part of what the extension exports that is measured. */
interface Parts {
	readonly artifacts: { getChildren(node?: unknown): Promise<readonly unknown[]> };
}

/** The editor calls this once the window is ready. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<Parts>('tidemark.tidemark');
	if (extension === undefined) throw new Error('the extension is not there');
	const wasActive = extension.isActive;
	const [activation, parts] = await timed(() => extension.activate());
	const [tree, rows] = await timed(() => wholeTree(parts));
	const measured: Measured = { activation: wasActive ? undefined : activation, tree, rows };
	writeFileSync(process.env['TIDEMARK_REPORT'] ?? '', JSON.stringify(measured));
}

/** What the editor asks for when the view opens: the groups, and the rows of each. */
async function wholeTree({ artifacts }: Parts): Promise<number> {
	const groups = await artifacts.getChildren();
	const rows = await Promise.all(groups.map((group) => artifacts.getChildren(group)));
	return rows.flat().length;
}

async function timed<T>(task: () => PromiseLike<T>): Promise<[number, T]> {
	const start = performance.now();
	const result = await task();
	return [performance.now() - start, result];
}
