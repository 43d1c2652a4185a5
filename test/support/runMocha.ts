/** Runs mocha on the files given and exits with 1 when something failed: `node runMocha.ts FILE…`. */
import Mocha from 'mocha';
import { SummaryReporter } from './summaryReporter.ts';

const mocha = new Mocha({ timeout: 20_000, reporter: SummaryReporter });
for (const file of process.argv.slice(2)) mocha.addFile(file);
await mocha.loadFilesAsync();
mocha.run((failures) => {
	// Not left to the event loop: a test that leaves a handle open must not hang the whole run.
	process.exit(failures === 0 ? 0 : 1);
});
