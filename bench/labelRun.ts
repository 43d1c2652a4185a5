/** One comparison in a process of its own: `node bench/labelRun.ts OLD NEW` prints counts and peak memory as JSON. */
import { compareLabelFiles } from '../src/platform/workers/labelClient.ts';
import { workerUrl } from '../src/platform/workers/workerUrl.ts';

const [oldFile = '', newFile = ''] = process.argv.slice(2);
const comparison = await compareLabelFiles({
	oldFile,
	newFile,
	oldName: oldFile,
	newName: newFile,
	workerUrl: workerUrl('labelWorker'),
});
const { added, removed, changed } = comparison.summary;
const start = performance.now();
await comparison.rows({ start: Math.floor((added + removed + changed) / 2), count: 50 });
const page = performance.now() - start;
await comparison.dispose();
process.stdout.write(
	JSON.stringify({ added, removed, changed, page, peak: process.resourceUsage().maxRSS / 1024 }),
);
