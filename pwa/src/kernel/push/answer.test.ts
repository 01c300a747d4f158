import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, ritualDraft } from "../../testing/stories";
import type { Notice } from "../store/practice";
import { answer } from "./answer";

let server: FakeServer;
let phone: Phone;
let notice: Notice;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	const space_id = phone.session.ready().person_id;
	const record_id = await phone.rituals.propose(ritualDraft());
	await meet(phone);
	notice = {
		notice: "n",
		kind: "ritual",
		space_id,
		record_kind: "rituals",
		record_id,
		original: "2026-11-27T19:00",
	};
});

afterEach(() => {
	vi.unstubAllGlobals();
});

it("goes out at once and leaves nothing behind", async () => {
	await answer(notice, "on_my_way");
	expect(server.heard.at(-1)).toMatchObject({
		method: "PUT",
		body: JSON.stringify({ space_id: notice.space_id, answer: "on_my_way" }),
	});
	expect(server.heard.at(-1)?.path).toMatch(
		/^\/rituals\/[0-9a-f-]{36}\/occurrences\/2026-11-27T19:00\/answers\/[0-9a-f-]{36}$/,
	);
	expect(await phone.queue.rereadQueue()).toEqual([]);
});

it.each(["lost", "down"] as const)("is kept when the answer is %s, and sent again by the app, the same", async (as) => {
	server.faults.push({ on: /answers/, as });
	await answer(notice, "snooze");
	expect(await phone.queue.rereadQueue()).toHaveLength(1);
	await meet(phone);
	const bodies = server.heard.filter(({ path }) => path.includes("/answers/"));
	expect(new Set(bodies.map(({ path, body }) => `${path} ${body}`)).size).toBe(1);
	expect(await phone.queue.rereadQueue()).toEqual([]);
});

it("is kept where something else than the API answered", async () => {
	const known = fetch;
	vi.stubGlobal("fetch", async (request: Request) =>
		request.url.includes("/answers/") ? new Response("<!doctype html>") : known(request),
	);
	await answer(notice, "snooze");
	expect(await phone.queue.rereadQueue()).toHaveLength(1);
});

it("opens the app if it is refused, which shows why", async () => {
	server.faults.push({ on: /answers/, as: { status: 409, code: "moved" }, times: 2 });
	await expect(answer(notice, "on_my_way")).rejects.toMatchObject({ code: "not_sent" });
	await meet(phone);
	expect(phone.tray.tray.value).toMatchObject([{ problem: { code: "moved" } }]);
});

it("goes out where nothing can be stored, and says where it could not go out either", async () => {
	const makeRoom = fillUp();
	await answer(notice, "on_my_way");
	expect(server.heard.at(-1)?.path).toContain("/answers/");
	server.faults.push({ as: "down" });
	await expect(answer(notice, "snooze")).rejects.toMatchObject({ code: "not_sent" });
	makeRoom();
});

it("does nothing where the reminder names no time", async () => {
	const { original: _none, ...rest } = notice;
	await answer(rest, "snooze");
	expect(await phone.queue.rereadQueue()).toEqual([]);
});
