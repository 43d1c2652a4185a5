import assert from 'node:assert/strict';
import type { ComparisonSummary, SideName, ToView } from '../../../src/core/compare/messages.ts';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { LabelComparison, RowQuery } from '../../../src/core/labels/model.ts';
import type { Comparison, Side } from '../../../src/core/model.ts';
import { ComparisonSession } from '../../../src/extension/compare/comparisonSession.ts';
import type { SessionPorts } from '../../../src/extension/compare/sessionPorts.ts';
import type { Project, RunOptions } from '../../../src/platform/project/project.ts';

const a: SideName = { name: 'v1', side: { type: 'commit', commit: 'a'.repeat(40) } };
const b: SideName = { name: 'v2', side: { type: 'commit', commit: 'b'.repeat(40) } };

const comparison: Comparison = {
	files: [
		{ change: 'renamed', path: 'new.json', oldPath: 'old.json', artifact: 'new.json' },
		{ change: 'added', path: 'images/x.png', artifact: 'images' },
	],
	code: [],
	metrics: [],
	params: [],
	labels: ['new.json'],
	incomplete: [],
};

interface Seen {
	readonly posted: ToView[];
	readonly opened: string[];
	readonly errors: unknown[];
	readonly warnings: string[];
	readonly compared: { old: string; new: string; key: string | undefined }[];
	readonly queries: RowQuery[];
	disposed: number;
	copied: string;
}

/** A session on a project whose answers a test may replace. */
function start(project: Partial<Project> = {}, sides: readonly [SideName, SideName] = [a, b]) {
	const seen: Seen = {
		posted: [],
		opened: [],
		errors: [],
		warnings: [],
		compared: [],
		queries: [],
		disposed: 0,
		copied: '',
	};
	const known: Partial<Project> = {
		root: '/repo',
		compare: async () => comparison,
		isLocal: async () => true,
		compareLabels: async (old, now, options) => {
			seen.compared.push({ old: old.path, new: now.path, key: options?.key });
			return labels(seen);
		},
		...project,
	};
	const session = new ComparisonSession(ports(known as Project, seen), ...sides);
	return { session, seen };
}

function ports(project: Project, seen: Seen): SessionPorts {
	return {
		project,
		log: { info: () => {}, error: () => {}, warn: (message) => void seen.warnings.push(message) },
		post: (message) => void seen.posted.push(message),
		sidesChanged: () => {},
		openVersionFile: async (side, path) => void seen.opened.push(`${side.name}:${path}`),
		diffVersionFiles: async (x, y, path, oldPath) =>
			void seen.opened.push(`${x.name}:${oldPath}→${y.name}:${path}`),
		pickSide: async () => ({ name: 'v3', side: { type: 'workspace' } }),
		copy: async (text) => {
			seen.copied = text;
		},
		readFile: async () => new Uint8Array([1, 2, 3]),
		showError: (error) => void seen.errors.push(error),
	};
}

const row = { index: 0, kind: 'added', key: '7', fields: [], target: 'x.png' } as const;

function labels(seen: Seen): LabelComparison {
	return {
		summary: {
			format: 'coco',
			key: 'id',
			records: [1, 2],
			added: 1,
			removed: 0,
			changed: 0,
			unchanged: 1,
			moved: 0,
			fields: {},
			classes: { 'bus\u202e': { a: 0, b: 1, added: 1, removed: 0, changed: 0 } },
			iou: [],
			sample: [row],
			warnings: [],
		},
		rows: async (query) => {
			seen.queries.push(query);
			return { total: 1, rows: [row] };
		},
		record: async () => ({ ...row, changes: [], new: { id: 7 } }),
		dispose: async () => {
			seen.disposed++;
		},
	};
}

const types = (seen: Seen): readonly string[] =>
	seen.posted.map((message) => (message.type === 'labelFile' ? `label ${message.state.type}` : message.type));

describe('ComparisonSession', () => {
	it('tells the names at once, then files, then labels', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		assert.deepEqual(types(seen), ['start', 'comparison', 'label running', 'label done', 'idle']);
		assert.deepEqual(seen.compared, [{ old: 'old.json', new: 'new.json', key: undefined }]);
	});

	it('tells a page that was unloaded what is known, without comparing again', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		seen.posted.length = 0;
		await session.receive({ type: 'ready' });
		assert.deepEqual(types(seen), ['start', 'comparison', 'idle']);
		assert.equal(summaryOf(seen).labels[0]?.state.type, 'done');
		assert.equal(seen.compared.length, 1);
	});

	it('fetches no label file without being asked', async () => {
		const { session, seen } = start({ isLocal: async (side: Side) => side !== a.side });
		await session.receive({ type: 'ready' });
		assert.deepEqual(types(seen), ['start', 'comparison', 'label notHere', 'idle']);
		await session.receive({ type: 'compareLabels', file: 0 });
		assert.equal(seen.compared.length, 1);
	});

	it('compares again by another key and frees the comparison before', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		await session.receive({ type: 'compareLabels', file: 0, key: 'uuid' });
		assert.equal(seen.compared[1]?.key, 'uuid');
		assert.equal(seen.disposed, 1);
		await session.dispose();
		assert.equal(seen.disposed, 2);
	});

	it('answers pages, with class names as the file has them', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		const query = { classes: ['bus\\u{202e}'], start: 0, count: 10 };
		await session.receive({ type: 'rows', request: 5, file: 0, query });
		assert.deepEqual(seen.queries[0]?.classes, ['bus\u202e']);
		const answer = seen.posted.at(-1);
		assert.ok(answer?.type === 'answer' && answer.request === 5);
	});

	it('refuses what is not there', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		await session.receive({ type: 'record', request: 6, file: 9, index: 0 });
		const refusal = seen.posted.at(-1);
		assert.ok(refusal?.type === 'refused' && refusal.request === 6);
		await session.receive({ type: 'openFile', list: 'files', id: 99, how: 'diff' });
		assert.ok(TidemarkError.is(seen.errors[0], 'notFound'));
	});

	it('opens files by their place in the comparison, never by a path from the page', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		await session.receive({ type: 'openFile', list: 'files', id: 0, how: 'diff', path: '/etc/passwd' });
		await session.receive({ type: 'openFile', list: 'files', id: 0, how: 'old' });
		await session.receive({ type: 'openFile', list: 'files', id: 1, how: 'new' });
		assert.deepEqual(seen.opened, ['v1:old.json→v2:new.json', 'v1:old.json', 'v2:images/x.png']);
	});

	it('stops on cancel and says so', async () => {
		const { session, seen } = start({ compare: (_a, _b, options) => untilCancelled(options) });
		const running = session.receive({ type: 'ready' });
		await session.receive({ type: 'cancel' });
		await running;
		const failed = seen.posted.find((message) => message.type === 'failed');
		assert.equal(failed?.problem.cancelled, true);
		assert.equal(seen.posted.at(-1)?.type, 'idle');
	});

	it('swaps the sides and drops late news of the first run', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		await session.receive({ type: 'swap' });
		assert.deepEqual(
			session.sides.map(({ name }) => name),
			['v2', 'v1'],
		);
		const runs = seen.posted.flatMap((message) => (message.type === 'start' ? [message.run] : []));
		assert.equal(new Set(runs).size, 2);
		assert.equal(seen.disposed, 1);
	});

	it('names file, field and next step of a failure', async () => {
		const { session, seen } = start({
			compare: async () => {
				throw new TidemarkError('malformed', 'Not a hash.', {
					file: 'x.dvc',
					line: 3,
					next: 'Restore it from git.',
				});
			},
		});
		await session.receive({ type: 'ready' });
		const failed = seen.posted.find((message) => message.type === 'failed');
		assert.deepEqual(failed?.problem, {
			message: 'x.dvc:3: Not a hash.',
			next: 'Restore it from git.',
			cancelled: false,
		});
	});

	it('logs and drops malformed messages', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'eval', code: '1' });
		assert.equal(seen.warnings.length, 1);
		assert.deepEqual(seen.posted, []);
	});

	it('copies the summary as Markdown', async () => {
		const { session, seen } = start();
		await session.receive({ type: 'ready' });
		await session.receive({ type: 'copyMarkdown' });
		assert.match(seen.copied, /^## v1 → v2\n.*Labels: new\.json.*\+1 added/s);
		assert.equal(seen.posted.at(-1)?.type, 'copied');
	});
});

function summaryOf(seen: Seen): ComparisonSummary {
	const message = seen.posted.find((each) => each.type === 'comparison');
	assert.ok(message);
	return message.summary;
}

function untilCancelled(options: RunOptions | undefined): Promise<Comparison> {
	return new Promise((_, reject) => {
		options?.signal?.addEventListener('abort', () => reject(new TidemarkError('cancelled', 'Cancelled.')));
	});
}
