/** Takes output of git's `-z` options piece by piece and hands on each NUL-ended record, decoded. */
export function nulRecords(onRecord: (record: string) => void): (chunk: Buffer) => void {
	let rest: Buffer = Buffer.alloc(0);
	return (chunk) => {
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		let start = 0;
		for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
			onRecord(bytes.toString('utf8', start, end));
			start = end + 1;
		}
		rest = bytes.subarray(start);
	};
}
