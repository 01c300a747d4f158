/** A topic on Today. */

import { h } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { ana, ben, server } from "../../testing/paired";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { parkTopic, sayReady, topicOf } from "./store";
import today from "./today";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);

afterEach(closeScreen);

it("is there for both once it has opened, until one has seen it, and not before", async () => {
	await ana.wake();
	const id = await parkTopic({ title: "The move", need: "", revisit_on: null });
	for (const phone of [ana, ben]) await meet(phone);
	for (const phone of [ana, ben]) {
		await phone.wake();
		await sayReady(topicOf(id) ?? expect.fail("no topic"), true);
		await meet(phone);
		expect(today.waiting?.value).toEqual([]);
	}
	server.topics.ripen();
	for (const phone of [ana, ben]) {
		await meet(phone);
		const [opened] = today.waiting?.value ?? [];
		expect(opened?.news).toBe(true);
		expect(wordsIn(() => h(opened?.Card ?? "p", {}), "h2")).toEqual(["The move"]);
		closeScreen();
	}
	const [opened] = today.waiting?.value ?? [];
	await button(() => h(opened?.Card ?? "p", {}), m.understood())();
	expect(today.waiting?.value).toEqual([]);
});
