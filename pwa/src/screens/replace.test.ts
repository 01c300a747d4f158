/** A phone with another account's words asks first, before a code, an invitation or recovery words are used. */

import type { ComponentChildren } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { m } from "../paraglide/messages.js";
import { FakeServer } from "../testing/fake-server";
import { openPhone, type Phone } from "../testing/phone";
import { button, closeScreen, fields, submit, titles, wordsIn } from "../testing/screen";
import { ana } from "../testing/stories";
import { dropCode } from "./carried-code";
import InvitedStart from "./invited-start";
import MoveHere from "./move-here";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => ({ path: "/" }),
}));

let server: FakeServer;
let phone: Phone;

/** Ana's phone was signed out, and her check-in was not sent. Her recovery words bring the rest back. */
beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	await phone.wayBack.noteWayBack("left");
	await phone.checkins.checkIn(2);
	server.people.removeDevice(phone.session.ready().device_id);
	await phone.identity.checkSession();
});

afterEach(() => {
	closeScreen();
	dropCode();
	vi.unstubAllGlobals();
});

/** Cleo shows a code; its link is opened on Ana's phone. */
async function openLink(purpose: "pair" | "device"): Promise<void> {
	const cleo = await openPhone(server, "cleo");
	await cleo.identity.start();
	await cleo.handovers.offer(purpose);
	const { link = "" } = cleo.handoverShown.handover.value ?? {};
	await phone.wake();
	vi.stubGlobal("location", new URL(link));
	vi.stubGlobal("history", { replaceState: () => undefined });
}

interface Case {
	readonly what: string;
	readonly purpose: "pair" | "device";
	readonly screen: () => ComponentChildren;
	readonly words: () => string;
	readonly ends: string;
}

const CASES: readonly Case[] = [
	{ what: "an invitation", purpose: "pair", screen: InvitedStart, words: m.start_and_connect, ends: "ready" },
	{ what: "a code", purpose: "device", screen: MoveHere, words: m.move_here, ends: "waiting" },
];

describe.each(CASES)("$what", ({ purpose, screen, words, ends }) => {
	beforeEach(() => openLink(purpose));

	/** Taps, and reads the second step. */
	async function arrive(): Promise<void> {
		const tap = await vi.waitFor(() => button(screen, words()));
		await tap();
		await vi.waitFor(() => expect(titles(screen)).toContain(m.replace_title()));
	}

	it("goes on once the person has agreed", async () => {
		await arrive();
		expect(phone.status.waitingToSend.value).toBe(1);
		submit(screen);
		await vi.waitFor(() => expect(phone.session.session.value.state).toBe(ends));
		expect(phone.status.waitingToSend.value).toBe(0);
	});

	it("deletes nothing where the person stays", async () => {
		await arrive();
		await button(screen, m.stay())();
		expect(titles(screen)).not.toContain(m.replace_title());
		expect(phone.session.session.value).toEqual({ state: "signed_out" });
		expect(phone.status.waitingToSend.value).toBe(1);
	});
});

it("does not ask for a code that the link has brought", async () => {
	expect(wordsIn(MoveHere, "p")).toContain(m.move_lead());
	expect(fields(MoveHere)).toHaveLength(1);
	closeScreen();
	await openLink("device");
	expect(wordsIn(MoveHere, "p")).not.toContain(m.move_lead());
	expect(fields(MoveHere)).toHaveLength(0);
});
