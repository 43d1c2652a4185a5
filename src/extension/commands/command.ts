import * as vscode from 'vscode';
import type { Log } from '../../core/ports.ts';
import { DisposableStore } from '../support/disposables.ts';
import { showError } from '../support/showError.ts';

/** Commands by id. What they are given depends on where they were invoked, so it is narrowed by each. */
export type CommandTable = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Registers commands; a failure of one is told to the person, who may try again. */
export function registerCommands(table: CommandTable, log: Log): vscode.Disposable {
	const store = new DisposableStore();
	for (const [id, run] of Object.entries(table)) {
		const attempt = async (...args: readonly unknown[]): Promise<void> => {
			try {
				await run(...args);
			} catch (error) {
				showError(log, error, () => attempt(...args));
			}
		};
		store.add(vscode.commands.registerCommand(id, attempt));
	}
	return store;
}
