/** What the page of a proposal takes for a yes. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { FakeServer } from "../../testing/fake-server";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet, pair, ritualDraft } from "../../testing/stories";
import OneRitual from "./one";

const route = vi.hoisted(() => ({ path: "/", params: { id: "" } }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => route,
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(closeScreen);

const YES = m.ritual_accept();

it("takes no yes to what changed since it was opened until it is read, and a no at any time", async () => {
	const { ana: phone, ben } = await pair(server);
	const id = await ben.rituals.propose(ritualDraft());
	await meet(ben);
	await meet(phone);
	await phone.wake();
	route.params.id = id;
	expect(wordsIn(OneRitual, "button")).toContain(YES);
	await ben.rituals.editRitual(id, ritualDraft({ title: "Another evening" }));
	await meet(ben);
	await meet(phone);
	expect(wordsIn(OneRitual, "h1")).toEqual(["Another evening"]);
	expect(wordsIn(OneRitual, "button")).toContain(m.ritual_decline());
	expect(wordsIn(OneRitual, "button")).not.toContain(YES);
	await button(OneRitual, m.changed_read())();
	await button(OneRitual, YES)();
	expect(phone.rituals.standing(id)).toMatchObject({ accepted_by_me: true });
});

it("says that the partner has changed one's own proposal", async () => {
	const { ana: phone, ben } = await pair(server);
	await phone.wake();
	const id = await phone.rituals.propose(ritualDraft());
	await meet(phone);
	await meet(ben);
	const { recurrence } = ritualDraft();
	await ben.rituals.editRitual(id, ritualDraft({ recurrence: { ...recurrence, duration_minutes: 45 } }));
	await meet(ben);
	await meet(phone);
	await phone.wake();
	route.params.id = id;
	expect(wordsIn(OneRitual, "p")).toContain(m.ritual_changed_accept_lead({ name: "Ben" }));
});
