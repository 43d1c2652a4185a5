import { type FakeData, writeSide } from './fakeProject.ts';

/** What a name that tries to be more than a name looks like. */
export const hostile = '<img src=x onerror="document.title=1">';

/** Label and metric files whose names, keys and classes are HTML, or turn the direction of writing. */
export async function hostileData(folder: string): Promise<FakeData> {
	const record = (label: string) => ({ [hostile]: { label, note: `${hostile}\u202egpj.exe` } });
	await writeSide(folder, 'old', 'labels.json', JSON.stringify(record('plain')));
	await writeSide(folder, 'new', 'labels.json', JSON.stringify(record(hostile)));
	return {
		folder,
		images: [],
		comparison: {
			files: [{ change: 'added', path: hostile, artifact: 'images' }],
			code: [],
			metrics: [{ file: hostile, key: hostile, old: hostile, new: 'photo\u202egnp.exe' }],
			params: [],
			labels: ['labels.json'],
			incomplete: [{ path: hostile, reason: hostile }],
		},
	};
}
