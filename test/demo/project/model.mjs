// A small neural network with one hidden layer, trained by stochastic gradient descent, and its file format.
import { writeFileSync } from 'node:fs';

/** Repeatable numbers in [0, 1). */
export function randomFrom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** A network with small random weights. */
export function newModel(inputs, hidden, outputs, random) {
	const layer = (rows, columns) => ({
		weight: Float32Array.from({ length: rows * columns }, () => ((random() - 0.5) * 2) / Math.sqrt(columns)),
		bias: new Float32Array(rows),
		rows,
		columns,
	});
	return { hidden: layer(hidden, inputs), output: layer(outputs, hidden) };
}

/** Probabilities of the classes, and what the hidden layer said. */
export function predict(model, input) {
	const hidden = apply(model.hidden, input).map(Math.tanh);
	const scores = apply(model.output, hidden);
	const largest = Math.max(...scores);
	const powers = scores.map((score) => Math.exp(score - largest));
	const sum = powers.reduce((a, b) => a + b, 0);
	return { hidden, probabilities: powers.map((power) => power / sum) };
}

/** One step of gradient descent on one example. */
export function learn(model, input, truth, rate, decay) {
	const { hidden, probabilities } = predict(model, input);
	const outputError = probabilities.map((p, index) => p - (index === truth ? 1 : 0));
	const hiddenError = Array.from(hidden, (value, column) => {
		let sum = 0;
		for (let row = 0; row < outputError.length; row++)
			sum += outputError[row] * model.output.weight[row * model.output.columns + column];
		return sum * (1 - value * value);
	});
	descend(model.output, hidden, outputError, rate, decay);
	descend(model.hidden, input, hiddenError, rate, decay);
}

/** Writes named tensors in the safetensors format: length of the header, header in JSON, then the numbers. */
export function writeSafetensors(path, tensors, metadata) {
	const header = { __metadata__: metadata };
	let offset = 0;
	for (const { name, shape, data } of tensors) {
		header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
		offset += data.byteLength;
	}
	const text = JSON.stringify(header);
	const padded = text.padEnd(Math.ceil(Buffer.byteLength(text) / 8) * 8);
	const length = Buffer.alloc(8);
	length.writeBigUInt64LE(BigInt(padded.length));
	const numbers = tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
	writeFileSync(path, Buffer.concat([length, Buffer.from(padded), ...numbers]));
}

function apply({ weight, bias, rows, columns }, input) {
	return Array.from({ length: rows }, (_, row) => {
		let sum = bias[row];
		for (let column = 0; column < columns; column++) sum += weight[row * columns + column] * input[column];
		return sum;
	});
}

function descend({ weight, bias, columns }, input, errors, rate, decay) {
	for (let row = 0; row < errors.length; row++) {
		bias[row] -= rate * errors[row];
		for (let column = 0; column < columns; column++) {
			const at = row * columns + column;
			weight[at] -= rate * (errors[row] * input[column] + decay * weight[at]);
		}
	}
}
