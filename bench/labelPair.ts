import { closeSync, openSync, writeSync } from 'node:fs';

/** What was done to the labels between the two files. */
export interface Truth {
	readonly added: number;
	readonly removed: number;
	readonly changed: number;
}

const bytesPerRecord = 330;
const classes = 90;
const blockLength = 1000;

interface Annotation {
	segmentation: number[][];
	area: number;
	iscrowd: number;
	image_id: number;
	bbox: number[];
	category_id: number;
	id: number;
}

/** A repeatable source of numbers from 0 to 1. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let bits = Math.imul(state ^ (state >>> 15), 1 | state);
		bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
		return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
	};
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/**
 * Writes two COCO files of about `megabytes` each, the same at every call. In the second, of all annotations 1 % are
 * changed, 0.5 % removed and 0.5 % added, a third of the blocks of 1,000 stands elsewhere, and 2 % are only spelled
 * differently, which is no change.
 */
export function writePair(oldFile: string, newFile: string, megabytes: number): Truth {
	const random = dice(20261121);
	const count = Math.floor((megabytes * 1e6) / bytesPerRecord);
	const truth = { added: 0, removed: 0, changed: 0 };
	const [old, other]: [string[], string[]] = [[], []];
	for (let index = 0; index < count; index++) {
		const annotation = makeAnnotation(random, index * 3, Math.floor(index / 7));
		old.push(JSON.stringify(annotation));
		const luck = random();
		if (luck < 0.01) {
			truth.changed++;
			other.push(JSON.stringify(changed(annotation, random)));
		} else if (luck < 0.015) truth.removed++;
		else other.push(luck < 0.035 ? respelled(annotation) : JSON.stringify(annotation));
		if (random() >= 0.005) continue;
		truth.added++;
		other.push(JSON.stringify(makeAnnotation(random, index * 3 + 1, 1)));
	}
	writeCoco(oldFile, old, count);
	writeCoco(newFile, shuffledBlocks(other, random), count);
	return truth;
}

function makeAnnotation(random: () => number, id: number, image: number): Annotation {
	const [x, y, w, h] = [500, 400, 130, 130].map((limit) => rounded(4 + random() * limit)) as [
		number,
		number,
		number,
		number,
	];
	const points = 6 + Math.floor(random() * 16);
	const outline = Array.from({ length: points * 2 }, (_, at) =>
		rounded(at % 2 === 0 ? x + w * random() : y + h * random()),
	);
	return {
		segmentation: [outline],
		area: rounded(w * h * 0.7),
		iscrowd: 0,
		image_id: image,
		bbox: [x, y, w, h],
		category_id: 1 + Math.floor(random() * random() * classes),
		id,
	};
}

function changed(annotation: Annotation, random: () => number): Annotation {
	const luck = random();
	if (luck < 0.5)
		return { ...annotation, bbox: annotation.bbox.map((value) => rounded(value + 1 + random())) };
	if (luck < 0.8) return { ...annotation, category_id: (annotation.category_id % classes) + 1 };
	if (luck < 0.9) return { ...annotation, iscrowd: 1 };
	return {
		...annotation,
		segmentation: annotation.segmentation.map((list) => list.map((value) => value + 1)),
	};
}

function respelled(annotation: Annotation): string {
	return JSON.stringify(Object.fromEntries(Object.entries(annotation).reverse())).replaceAll(',', ', ');
}

function shuffledBlocks(records: readonly string[], random: () => number): string[] {
	const blocks = Array.from({ length: Math.ceil(records.length / blockLength) }, (_, at) =>
		records.slice(at * blockLength, (at + 1) * blockLength),
	);
	for (let at = 0; at < blocks.length; at += 3) {
		const other = Math.floor(random() * blocks.length);
		[blocks[at], blocks[other]] = [blocks[other] ?? [], blocks[at] ?? []];
	}
	return blocks.flat();
}

function writeCoco(path: string, annotations: readonly string[], count: number): void {
	const file = openSync(path, 'w');
	const images = Array.from({ length: Math.ceil(count / 7) }, (_, id) =>
		JSON.stringify({ id, file_name: `${String(id).padStart(12, '0')}.jpg`, height: 480, width: 640 }),
	);
	const categories = Array.from({ length: classes }, (_, at) => `{"id":${at + 1},"name":"class ${at + 1}"}`);
	writeSync(
		file,
		`{"info":{"version":"1"},"images":[${images.join()}],"categories":[${categories.join()}],"annotations":[`,
	);
	for (let at = 0; at < annotations.length; at += blockLength)
		writeSync(file, (at === 0 ? '' : ',') + annotations.slice(at, at + blockLength).join());
	writeSync(file, ']}\n');
	closeSync(file);
}
