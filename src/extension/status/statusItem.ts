import * as vscode from 'vscode';
import type { ProjectSet } from '../projects/projectSet.ts';
import { statusBarWarns } from '../settings/settings.ts';
import { editorWording } from '../support/editorWording.ts';
import type { LastKnown } from './lastKnown.ts';
import { addSummaries, statusText } from './statusText.ts';

/** The one status bar item: how many artifacts are on this machine only. */
export class StatusItem implements vscode.Disposable {
	readonly #item: vscode.StatusBarItem;
	readonly #projects: ProjectSet;
	readonly #lastKnown: LastKnown;
	#working = 0;

	constructor(projects: ProjectSet, lastKnown: LastKnown) {
		this.#projects = projects;
		this.#lastKnown = lastKnown;
		this.#item = vscode.window.createStatusBarItem('tidemark.unpushed', vscode.StatusBarAlignment.Left, 40);
		this.#item.name = vscode.l10n.t('Tidemark: unpushed artifacts');
		this.#item.command = 'tidemark.showStatus';
		this.update();
	}

	/** Shows that remotes are being asked while `task` runs. */
	async whileWorking<T>(task: () => Promise<T>): Promise<T> {
		this.#working += 1;
		this.update();
		try {
			return await task();
		} finally {
			this.#working -= 1;
			this.update();
		}
	}

	update(): void {
		const models = this.#projects.ready;
		const summary =
			models.length === 0 ? this.#lastKnown.get() : addSummaries(models.map((model) => model.unpushed));
		const shown = summary && statusText(editorWording(), summary, statusBarWarns());
		if (shown === undefined) {
			this.#item.hide();
			return;
		}
		this.#item.text = this.#working > 0 ? `$(sync~spin) ${vscode.l10n.t('asking remotes')}` : shown.text;
		this.#item.tooltip = shown.tooltip;
		this.#item.accessibilityInformation = { label: shown.spoken, role: 'button' };
		this.#item.backgroundColor = shown.warns
			? new vscode.ThemeColor('statusBarItem.warningBackground')
			: undefined;
		this.#item.show();
	}

	dispose(): void {
		this.#item.dispose();
	}
}
