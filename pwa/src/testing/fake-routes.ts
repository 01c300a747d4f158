/** How the fake server's routes are written: a pattern of "METHOD /path" and what answers it. */

import type { Caller, Jar } from "./fake-caller";
import type { Json } from "./fake-problem";
import type { FakeKind, FakeRecords } from "./fake-records";

export type Handler = (
	parts: string[],
	body: Json,
	context: { caller: Caller; jar: Jar; digest: string; query: URLSearchParams },
) => unknown;

/** The pattern's groups are the handler's `parts`. */
export type Route = [string, Handler];

export const ID = "([0-9a-f-]{36})";

/** The routes of a kind of record: its PUT, GET and DELETE. */
export function record(records: FakeRecords, path: string, what: FakeKind): Route[] {
	return [
		[
			`PUT ${path}`,
			([...ids], body, { caller, digest }) => records.put(what, ids.join("/"), body, caller.person_id, digest),
		],
		[
			`GET ${path}`,
			([...ids], _body, { caller }) => ({
				status: 200,
				body: records.get(what.kind, ids.join("/"), caller.person_id),
			}),
		],
		[`DELETE ${path}`, ([...ids], _body, { caller }) => records.delete(what.kind, ids.join("/"), caller.person_id)],
	];
}
