// Trains the classifier on images/ and labels/instances.json by params.yaml; writes the model and metrics.json.
// Run: node train.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { featuresOf } from './features.mjs';
import { learn, newModel, predict, randomFrom, writeSafetensors } from './model.mjs';
import { readParams } from './params.mjs';
import { readPng } from './png.mjs';

const { data, train } = readParams('params.yaml');
const labels = JSON.parse(readFileSync('labels/instances.json', 'utf8'));
const classes = labels.categories.map((category) => category.name);

const examples = readExamples();
const training = examples.filter((example) => example.image % data.hold_out_every !== 0);
const validation = examples.filter((example) => example.image % data.hold_out_every === 0);
const scale = scaleOf(training);
const model = trained(training);
const metrics = evaluate(validation);

mkdirSync('model', { recursive: true });
save();
writeFileSync('metrics.json', `${JSON.stringify(metrics, undefined, 2)}\n`);

/** One example per labelled box. */
function readExamples() {
	return labels.images.flatMap((image) => {
		const picture = readPng(image.file_name);
		return labels.annotations
			.filter((annotation) => annotation.image_id === image.id)
			.map((annotation) => ({
				image: image.id,
				input: featuresOf(picture, annotation.bbox),
				truth: labels.categories.findIndex((category) => category.id === annotation.category_id),
			}));
	});
}

/** Mean and spread of every feature, so that all of them weigh the same at first. */
function scaleOf(list) {
	const count = list[0].input.length;
	const mean = new Float32Array(count);
	const spread = new Float32Array(count);
	for (let i = 0; i < count; i++) {
		mean[i] = list.reduce((sum, { input }) => sum + input[i], 0) / list.length;
		spread[i] =
			Math.sqrt(list.reduce((sum, { input }) => sum + (input[i] - mean[i]) ** 2, 0) / list.length) || 1;
	}
	return { mean, spread };
}

function scaled(input) {
	return input.map((value, i) => (value - scale.mean[i]) / scale.spread[i]);
}

function trained(list) {
	const random = randomFrom(train.seed);
	const network = newModel(list[0].input.length, train.hidden, classes.length, random);
	const inputs = list.map(({ input, truth }) => ({ input: scaled(input), truth }));
	for (let epoch = 0; epoch < train.epochs; epoch++) {
		const rate = train.learning_rate / (1 + epoch / 10);
		for (let step = 0; step < inputs.length; step++) {
			const { input, truth } = inputs[Math.floor(random() * inputs.length)];
			learn(network, input, truth, rate, train.weight_decay);
		}
	}
	return network;
}

/** Accuracy, mean log loss and the F1 of every class on boxes the training did not see. */
function evaluate(list) {
	const answers = list.map(({ input, truth }) => {
		const { probabilities } = predict(model, scaled(input));
		return { truth, guess: probabilities.indexOf(Math.max(...probabilities)), sure: probabilities[truth] };
	});
	const mean = (values) => round(values.reduce((a, b) => a + b, 0) / values.length);
	return {
		accuracy: mean(answers.map(({ truth, guess }) => (truth === guess ? 1 : 0))),
		loss: mean(answers.map(({ sure }) => -Math.log(Math.max(sure, 1e-12)))),
		f1: Object.fromEntries(classes.map((name, index) => [name, f1(answers, index)])),
		boxes: { training: training.length, validation: list.length },
	};
}

function f1(answers, index) {
	const hits = answers.filter(({ truth, guess }) => truth === index && guess === index).length;
	const involved =
		answers.filter(({ truth }) => truth === index).length +
		answers.filter(({ guess }) => guess === index).length;
	return round(involved === 0 ? 0 : (2 * hits) / involved);
}

function round(value) {
	return Math.round(value * 10000) / 10000;
}

function save() {
	const tensors = [
		{ name: 'input.mean', shape: [scale.mean.length], data: scale.mean },
		{ name: 'input.spread', shape: [scale.spread.length], data: scale.spread },
		...['hidden', 'output'].flatMap((name) => [
			{ name: `${name}.weight`, shape: [model[name].rows, model[name].columns], data: model[name].weight },
			{ name: `${name}.bias`, shape: [model[name].rows], data: model[name].bias },
		]),
	];
	writeSafetensors('model/classifier.safetensors', tensors, { classes: classes.join(',') });
}
