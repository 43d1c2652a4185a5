import type * as vscode from 'vscode';
import type { Side } from '../../core/model.ts';
import type { Log } from '../../core/ports.ts';
import type { Project } from '../../platform/project/project.ts';

/** One side of a comparison with the name a person knows it by: `v1.2.0`, `main`, `Work tree`. */
export interface NamedSide {
	readonly name: string;
	readonly side: Side;
}

/** What the comparison panel needs from the rest of the extension. */
export interface CompareDeps {
	readonly context: vscode.ExtensionContext;
	readonly project: Project;
	/** Opens one side's file read-only (the work tree's own file for the workspace side), fetching it with progress. */
	openVersionFile(side: NamedSide, path: string): Promise<void>;
	/** Opens VS Code's diff editor on one file of two sides; `oldPath` is its path on side `a` after a rename. */
	diffVersionFiles(a: NamedSide, b: NamedSide, path: string, oldPath?: string): Promise<void>;
	readonly log: Log;
}
