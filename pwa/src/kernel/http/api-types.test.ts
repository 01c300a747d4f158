/** What a client author writes with openapi-fetch and the generated types. `tsc` proves that it needs no cast. */

import createClient from "openapi-fetch";
import { expect, test } from "vitest";
import type { paths } from "./api.gen";

const ID = "01a1e60f-3800-7f6f-8000-0000000000f6";

test("a check-in is written and read without a cast", async () => {
	const kept: string[] = [];
	const answering = async (request: Request): Promise<Response> => {
		if (request.method === "PUT") kept.push(JSON.stringify({ ...(await request.json()), ...ADDED }));
		return new Response(kept.at(-1), { status: 200, headers: { "Content-Type": "application/json" } });
	};
	const client = createClient<paths>({ baseUrl: "https://twofold.test", fetch: answering });
	const params = { path: { check_in_id: ID } };
	const words = { v: 1 as const, w: 1, k: ID, iv: "Zp3xUq8Kd0tVw1Yc", ct: "Zp3x" };
	const at = "2026-11-27T19:00:00.000Z";
	const saved = await client.PUT("/api/v1/check-ins/{check_in_id}", {
		params,
		body: { space_id: ID, edit: 1, sealed_by: ID, words, at },
	});
	if (saved.error !== undefined) throw new Error(saved.error.title);
	const found = await client.GET("/api/v1/check-ins/{check_in_id}", { params });
	if (found.error !== undefined) throw new Error(found.error.title);
	const read: { id: string; author_id: string; edit: number; shown_at: string; ct: string } = {
		...found.data,
		ct: found.data.words.ct,
	};
	expect(read).toMatchObject({ id: ID, author_id: ID, edit: 1, shown_at: at, ct: "Zp3x" });
	expect(saved.data).toEqual(found.data);
});

/** What the server adds to a view. */
const ADDED = { id: ID, author_id: ID, shown_at: "2026-11-27T19:00:00.000Z" };
