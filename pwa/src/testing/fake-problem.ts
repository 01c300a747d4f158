/** What the fake server answers when it refuses. */

// what goes over the wire: any JSON object, read field by field
export type Json = { [name: string]: unknown };

export class FakeProblem extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly headers: Record<string, string> = {},
	) {
		super(code);
	}
}
