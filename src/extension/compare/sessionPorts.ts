import type { SideName, ToView } from '../../core/compare/messages.ts';
import type { Log } from '../../core/ports.ts';
import type { Project } from '../../platform/project/project.ts';

/** What a comparison needs from the editor; a test gives its own. */
export interface SessionPorts {
	readonly project: Project;
	readonly log: Log;
	/** Sends to the panel. */
	post(message: ToView): void;
	/** Called whenever the panel shows other sides. */
	sidesChanged(a: SideName, b: SideName): void;
	openVersionFile(side: SideName, path: string): Promise<void>;
	diffVersionFiles(a: SideName, b: SideName, path: string, oldPath?: string): Promise<void>;
	/** Asks for another version; undefined when the person thought better of it. */
	pickSide(current: SideName): Promise<SideName | undefined>;
	/** Puts text on the clipboard. */
	copy(text: string): Promise<void>;
	/** Bytes of a local file; throws `unsupported` above `maxBytes`. */
	readFile(absolutePath: string, maxBytes: number): Promise<Uint8Array>;
	/** Tells a person that what they clicked failed. */
	showError(error: unknown): void;
}
