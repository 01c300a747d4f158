import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { FakeServer } from "../../testing/fake-server";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { ana } from "../../testing/stories";
import { say } from "../../ui/snackbar";
import CalendarScreen from "./calendar-screen";

const links = vi.hoisted(() => ({ stopped: [] as string[] }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => ({ url: "/", path: "/" }), useRoute: () => ({ path: "/" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));
vi.mock("./links", () => ({
	listLinks: async () => [{ id: "a-link", added_day: "2026-11-22" }].filter(({ id }) => !links.stopped.includes(id)),
	revokeLink: async (id: string) => void links.stopped.push(id),
}));

const screen = () => CalendarScreen();

beforeEach(async () => {
	links.stopped.length = 0;
	vi.mocked(say).mockClear();
	const phone = await ana(new FakeServer());
	await phone.rituals.loadCalendarLinks();
});

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
});

it("stops a link in a second step, since that cannot be undone, and says so when it is done", async () => {
	await button(screen, m.calendar_revoke())();
	expect(wordsIn(screen, "p")).toContain(m.calendar_revoke_lead());
	expect(links.stopped).toEqual([]);
	await button(screen, m.calendar_revoke_now())();
	await vi.waitFor(() => expect(say).toHaveBeenCalledWith(m.calendar_revoked()));
	expect(links.stopped).toEqual(["a-link"]);
	expect(() => button(screen, m.calendar_revoke())).toThrow();
});

it("keeps the link if the second step is not taken", async () => {
	await button(screen, m.calendar_revoke())();
	await button(screen, m.calendar_keep())();
	expect(links.stopped).toEqual([]);
	expect(button(screen, m.calendar_revoke())).toBeDefined();
});
