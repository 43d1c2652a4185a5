/** Runs inside the extension host, and leaves what it measured in the file that `TIDEMARK_REPORT` names. */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Milliseconds. */
export interface Measured {
	/** `activate()` itself. */
	readonly activate: number;
	/** From asking the editor until it has loaded and activated; undefined when it had done so already. */
	readonly whole: number | undefined;
	/** All groups of the Artifacts tree with their rows, first time. */
	readonly tree: number;
	readonly rows: number;
}

/** The part of what the extension exports that is measured. */
interface Parts {
	/** How long `activate()` took. */
	readonly milliseconds: number;
	readonly artifacts: { getChildren(node?: unknown): Promise<readonly unknown[]> };
}

/** The editor calls this once the window is ready. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<Parts>('tidemark.tidemark');
	if (extension === undefined) throw new Error('the extension is not there');
	const wasActive = extension.isActive;
	const [whole, parts] = await timed(() => extension.activate());
	const [tree, rows] = await timed(() => wholeTree(parts));
	const measured: Measured = {
		activate: parts.milliseconds,
		whole: wasActive ? undefined : whole,
		tree,
		rows,
	};
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
