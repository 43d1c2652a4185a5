import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FileStat } from '../files/disk.ts';
import { mkdirsSync } from '../files/diskSync.ts';
import type { ContentAlgorithm } from '../workers/hashTypes.ts';

/** A file as it was when it was looked at. */
export interface SeenFile {
	/** Absolute. */
	readonly path: string;
	readonly stat: FileStat;
}

/** A file whose content was hashed in that state. */
export interface HashedState extends SeenFile {
	readonly hash: string;
}

/**
 * Remembers, over processes, which hash a file had at a size, time (ns) and inode, so that nothing is hashed twice. In
 * the user's cache folder; may be deleted at any time. Where Node has no SQLite, or the file cannot be used, it
 * remembers nothing and never fails.
 */
export class HashMemory {
	readonly #folder: string;
	#database: DatabaseSync | undefined;
	#opened = false;

	/** `folder`: the user's cache folder; nothing is opened or made before the first call. */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/** The hashes of files that are as they were when hashed; undefined for the others. One query. */
	recall(files: readonly SeenFile[], algorithm: ContentAlgorithm): readonly (string | undefined)[] {
		const known = new Map<string, { stamp: string; hash: string }>();
		this.#attempt((database) => {
			const paths = JSON.stringify(files.map(({ path }) => path));
			for (const row of recallStatement(database).all(algorithm, paths)) {
				known.set(String(row['path']), { stamp: String(row['stamp']), hash: String(row['hash']) });
			}
		});
		return files.map(({ path, stat }) => {
			const found = known.get(path);
			return found?.stamp === stampOf(stat) ? found.hash : undefined;
		});
	}

	/**
	 * Stores hashes in one transaction. A file changed within the last 2 s is left out: it may change again without
	 * its time showing it (git's "racily clean").
	 */
	remember(files: readonly HashedState[], algorithm: ContentAlgorithm, now = Date.now()): void {
		const settled = files.filter(({ stat }) => Number(stat.mtimeNs / 1_000_000n) < now - 2000);
		if (settled.length === 0) return;
		this.#attempt((database) => {
			database.exec('BEGIN IMMEDIATE');
			const store = database.prepare('INSERT OR REPLACE INTO hashes VALUES (?, ?, ?, ?)');
			for (const { path, stat, hash } of settled) store.run(path, algorithm, stampOf(stat), hash);
			database.exec('COMMIT');
		});
	}

	/** A failing database (full disk, foreign file, locked too long) is switched off, never an error of the caller's. */
	#attempt(call: (database: DatabaseSync) => void): void {
		try {
			const database = this.#open();
			if (database !== undefined) call(database);
		} catch {
			this.close();
		}
	}

	#open(): DatabaseSync | undefined {
		if (this.#opened) return this.#database;
		this.#opened = true;
		const sqlite = loadSqlite();
		if (sqlite === undefined) return undefined;
		mkdirsSync(this.#folder);
		this.#database = new sqlite.DatabaseSync(join(this.#folder, fileName), { timeout: 1000 });
		this.#database.exec(schema);
		return this.#database;
	}

	/** Closes the file; nothing is remembered after. */
	close(): void {
		const database = this.#database;
		this.#opened = true;
		this.#database = undefined;
		try {
			database?.close();
		} catch {
			// A database that cannot be closed is of no further use either.
		}
	}
}

/** Raised with every change of the table: an old file is left alone, not converted. */
const fileName = 'hashes-1.sqlite';

const schema = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = NORMAL;
	CREATE TABLE IF NOT EXISTS hashes (
		path TEXT NOT NULL, algorithm TEXT NOT NULL, stamp TEXT NOT NULL, hash TEXT NOT NULL,
		PRIMARY KEY (path, algorithm)
	) WITHOUT ROWID`;

/** Node's own SQLite; undefined on Node 20. Its "experimental" warning on Node 22 is no business of the user's. */
function loadSqlite(): typeof import('node:sqlite') | undefined {
	const warn = process.emitWarning;
	process.emitWarning = () => {};
	try {
		return process.getBuiltinModule?.('node:sqlite');
	} finally {
		process.emitWarning = warn;
	}
}

function recallStatement(database: DatabaseSync): StatementSync {
	return database.prepare(
		'SELECT path, stamp, hash FROM hashes WHERE algorithm = ? AND path IN (SELECT value FROM json_each(?))',
	);
}

function stampOf(stat: FileStat): string {
	return `${stat.size}:${stat.mtimeNs}:${stat.inode}`;
}
