/** What the page of a topic takes for being ready. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { FakeServer } from "../../testing/fake-server";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet, pair } from "../../testing/stories";
import OneTopic from "./one";
import { changeTopic, parkTopic, topicOf } from "./store";

const route = vi.hoisted(() => ({ path: "/", params: { id: "" } }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => route,
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ana", start: "Ana" }) }));

afterEach(closeScreen);

it("takes nobody for ready for what changed since it was opened, until they have read it", async () => {
	const { ana, ben } = await pair(new FakeServer());
	await ana.wake();
	const id = await parkTopic({ title: "The bill", need: "", revisit_on: null });
	route.params.id = id;
	for (const phone of [ana, ben]) await meet(phone);
	await ben.wake();
	const buttons = () => wordsIn(OneTopic, "button");
	expect(buttons()).toContain(m.topic_say_ready());
	await ana.wake();
	const topic = topicOf(id);
	if (!topic) throw new Error("no topic");
	await changeTopic(topic, { title: "The bill, and your mother", need: "", revisit_on: null });
	for (const phone of [ana, ben]) await meet(phone);
	await ben.wake();
	expect(buttons()).toEqual([m.changed_read()]);
	await button(OneTopic, m.changed_read())();
	expect(buttons()).toContain(m.topic_say_ready());
});
