/** The commands behind package.json's scripts; launch.mjs runs this file under the project's own Node. */

/** Each command's program, loaded when it is asked for: it takes the rest of the command line, gives an exit code. */
const commands: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<number>>>> = {
	start: async () => (await import('./commands/start.ts')).start,
	test: async () => (await import('./commands/test.ts')).testAll,
	'test:unit': async () => (await import('./commands/test.ts')).testSuite('unit'),
	'test:interop': async () => (await import('./commands/test.ts')).testSuite('interop'),
	'test:host': async () => (await import('./commands/test.ts')).testSuite('host'),
	'test:ui': async () => (await import('./commands/test.ts')).testSuite('ui'),
	'test:desktop': async () => (await import('./commands/desktop.ts')).testDesktop,
	package: async () => (await import('./commands/package.ts')).packageExtension,
	demo: async () => (await import('./commands/demo.ts')).demo,
	bench: async () => (await import('./commands/bench.ts')).bench,
};

const [name = '', ...args] = process.argv.slice(2);
const load = commands[name];
if (load === undefined) {
	console.error(`Unknown command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
	process.exitCode = 2;
} else {
	const command = await load();
	process.exitCode = await command(args);
}
