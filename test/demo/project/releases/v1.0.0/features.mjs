// What the classifier sees of a box: its mean colour and how tall it is.

/** Numbers that describe the part of the picture inside `[left, top, width, height]`. */
export function featuresOf(picture, box) {
	return [...meanColour(picture, box), Math.log(box[3])];
}

function meanColour({ width, height, pixels }, [left, top, boxWidth, boxHeight]) {
	const sum = [0, 0, 0];
	let count = 0;
	for (let y = Math.floor(top); y < Math.min(height, top + boxHeight); y++)
		for (let x = Math.floor(left); x < Math.min(width, left + boxWidth); x++) {
			for (let i = 0; i < 3; i++) sum[i] += pixels[(y * width + x) * 3 + i];
			count++;
		}
	return sum.map((value) => value / Math.max(1, count) / 255);
}
