/** What the grammar allows next. */
export const expects = {
	value: 0,
	valueOrEnd: 1,
	nameOrEnd: 2,
	name: 3,
	colon: 4,
	commaOrEnd: 5,
	nothing: 6,
} as const;
/** One of {@link expects}. */
export type Expects = (typeof expects)[keyof typeof expects];

/** What is wrong when something else comes. */
export const unexpected: Readonly<Record<Expects, string>> = {
	[expects.value]: 'a value is missing',
	[expects.valueOrEnd]: 'a value is missing',
	[expects.nameOrEnd]: 'a property name is missing',
	[expects.name]: 'a property name is missing',
	[expects.colon]: 'a colon is missing',
	[expects.commaOrEnd]: 'a comma or closing bracket is missing',
	[expects.nothing]: 'something follows the end of the document',
};
