import type { VersionDocuments } from '../documents/openVersionFile.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import type { CommandTable } from './command.ts';
import { pickFile } from './pickFile.ts';
import { targetsOf, withPath } from './targets.ts';

/** Save As…: copies a version's file out. */
export function saveAsCommands(projects: ProjectSet, documents: VersionDocuments): CommandTable {
	return {
		'tidemark.saveAs': async (...args) => {
			const given = withPath(await targetsOf(projects, args));
			const picked = given.length > 0 ? undefined : await pickFile(projects);
			for (const { model, side, path } of picked === undefined ? given : [picked]) {
				await documents.saveAs(model, side, path);
			}
		},
	};
}
