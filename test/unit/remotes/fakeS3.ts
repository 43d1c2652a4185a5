import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A loopback HTTP server whose answers the test decides; it notes every request. */
export interface FakeS3 {
	readonly endpoint: string;
	readonly requests: {
		readonly method: string;
		readonly url: string;
		readonly authorization: string | undefined;
	}[];
	answer: (request: IncomingMessage, response: ServerResponse) => void;
	stop(): Promise<void>;
}

export async function startFakeS3(): Promise<FakeS3> {
	const server = createServer((request, response) => {
		const { method = '', url = '', headers } = request;
		fake.requests.push({ method, url, authorization: headers.authorization });
		request.resume();
		fake.answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const fake: FakeS3 = {
		endpoint: `http://127.0.0.1:${port}`,
		requests: [],
		answer: (_request, response) => void response.writeHead(500).end(),
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	return fake;
}

/** An S3 error document. */
export function errorXml(code: string): string {
	return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
}
