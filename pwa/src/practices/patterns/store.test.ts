/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, pair } from "../../testing/stories";
import { freshOf, momentId, moments, weeksOf } from "./moments";
import {
	accept,
	change,
	decline,
	endPattern,
	inNow,
	mayAccept,
	type Pattern,
	patternOf,
	propose,
	sayInIt,
	shownUntil,
	type Writing,
} from "./store";
import talk from "./talk";

const WRITING: Writing = {
	template: "pursuit",
	title: "Chase and hide",
	mine: "I follow",
	theirs: "Goes quiet",
	instead: "Tea, then talk",
};
const MINUTE = 60_000;
const DAY = 86_400_000;

let server: FakeServer;
let ana: Phone;
let ben: Phone;
let id: string;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	id = await propose(WRITING);
	for (const phone of [ana, ben]) await meet(phone);
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function pattern(): Pattern {
	const found = patternOf(id);
	if (!found) throw new Error("no pattern");
	return found;
}

/** The state on each phone. */
async function states(): Promise<readonly Pattern["state"][]> {
	const found: Pattern["state"][] = [];
	for (const phone of [ana, ben]) {
		await meet(phone);
		found.push(pattern().state);
	}
	return found;
}

async function bothAccept(): Promise<void> {
	await ben.wake();
	await accept(pattern());
	for (const phone of [ben, ana]) await meet(phone);
}

it("is in force once both have accepted it, each reading their own side", async () => {
	expect(pattern()).toMatchObject({ ...WRITING, mine: "Goes quiet", theirs: "I follow", state: "proposed" });
	expect(mayAccept(pattern())).toBe(true);
	await ana.wake();
	expect([mayAccept(pattern()), pattern().mine]).toEqual([false, "I follow"]);
	await bothAccept();
	expect(await states()).toEqual(["accepted", "accepted"]);
});

it("is on top of Talk while it waits for me", async () => {
	expect(talk.open?.shows?.value).toBe(true);
	await ana.wake();
	expect(talk.open?.shows?.value).toBe(false);
	await bothAccept();
	await ben.wake();
	expect(talk.open?.shows?.value).toBe(false);
});

it("needs both again after any change, whoever makes it", async () => {
	await bothAccept();
	await ben.wake();
	await change(pattern(), { ...pattern(), instead: "A walk" });
	await meet(ben);
	expect(pattern()).toMatchObject({ state: "proposed", accepted_by_me: true });
	expect(await states()).toEqual(["proposed", "proposed"]);
	await ana.wake();
	expect(pattern()).toMatchObject({ instead: "A walk", mine: "I follow", accepted_by_me: false });
	await accept(pattern());
	await meet(ana);
	expect(await states()).toEqual(["accepted", "accepted"]);
});

it("is declined by either, and other words begin anew", async () => {
	await bothAccept();
	await ben.wake();
	await decline(pattern());
	vi.useFakeTimers({ now: Date.now() + 7000, toFake: ["Date"] });
	await meet(ben);
	vi.useRealTimers();
	expect(await states()).toEqual(["declined", "declined"]);
	await ana.wake();
	expect(pattern().declined_by_me).toBe(false);
	await change(pattern(), { ...pattern(), title: "Run and chase" });
	await meet(ana);
	expect(await states()).toEqual(["proposed", "proposed"]);
});

it("ends for both with a tap, and nobody is in it any more", async () => {
	await bothAccept();
	await ben.wake();
	await sayInIt(pattern());
	await endPattern(pattern());
	expect(inNow.value).toEqual([]);
	vi.useFakeTimers({ now: Date.now() + 7000, toFake: ["Date"] });
	await meet(ben);
	vi.useRealTimers();
	expect(await states()).toEqual(["ended", "ended"]);
});

describe("being in it", () => {
	beforeEach(bothAccept);

	it.each([0, 1])("shows on both phones, and is one moment if both say it", async (who) => {
		const [one, other] = who === 0 ? [ana, ben] : [ben, ana];
		await one.wake();
		await sayInIt(pattern());
		expect(inNow.value.map(({ title }) => title)).toEqual(["Chase and hide"]);
		await meet(one);
		await meet(other);
		expect(inNow.value).toHaveLength(1);
		await sayInIt(pattern());
		await meet(other);
		expect(moments.value).toHaveLength(1);
		expect(server.heard.filter(({ path }) => path.includes("/moments/"))).toHaveLength(1);
	});

	it("leaves the same on both phones, whoever said it", async () => {
		for (const phone of [ana, ben]) {
			await phone.wake();
			await sayInIt(pattern());
			expect(JSON.stringify(await rowsOf(phone))).not.toContain(phone.session.ready().person_id);
			await meet(ana);
			await meet(ben);
			expect(await rowsOf(ana)).toEqual(await rowsOf(ben));
			vi.useFakeTimers({ now: Date.now() + 45 * MINUTE, toFake: ["Date"] });
		}
		expect(await rowsOf(ana)).toHaveLength(2);
	});

	it("shows no longer than it said, whoever taps again meanwhile", async () => {
		await ana.wake();
		await sayInIt(pattern());
		await meet(ana);
		const until = shownUntil(pattern());
		for (const phone of [ana, ben]) {
			vi.useFakeTimers({ now: Date.now() + 14 * MINUTE, toFake: ["Date"] });
			await meet(phone);
			await sayInIt(pattern());
			expect([shownUntil(pattern()), moments.value.length]).toEqual([until, 1]);
		}
		vi.useFakeTimers({ now: until, toFake: ["Date"] });
		await sayInIt(pattern());
		expect(shownUntil(pattern())).toBe(until + 45 * MINUTE);
	});

	it("is dropped without a word where the pattern has changed meanwhile", async () => {
		await ana.wake();
		await sayInIt(pattern());
		await ben.wake();
		await change(pattern(), { ...pattern(), instead: "A walk" });
		await meet(ben);
		await meet(ana);
		expect(moments.value).toEqual([]);
		expect(ana.tray.tray.value).toEqual([]);
	});

	it("is not in anybody's name in an export", async () => {
		await ana.wake();
		await sayInIt(pattern());
		const { gather } = await import("../../kernel/store/exporting");
		const found = await gather({ onProgress: () => undefined, stop: new AbortController().signal });
		expect(found.filter(({ kind }) => kind === "pattern_moments").map(({ by }) => by)).toEqual(["both"]);
	});
});

describe("moments", () => {
	const at = Date.parse("2026-11-30T07:20:00Z");
	const moment = (when: number, pattern_id = "a") => {
		const began = Math.floor(when / (15 * MINUTE)) * 15 * MINUTE;
		return { id: momentId(pattern_id, when), pattern_id, at: began, pending: false };
	};

	it("are named by a quarter of an hour", () => {
		expect(momentId("a", at)).toBe("a/2026-11-30T07:15Z");
	});

	it("are fresh for half an hour at least", () => {
		expect(freshOf([moment(at), moment(at, "b")], at)).toEqual(["b", "a"]);
		expect(freshOf([moment(at)], at + 30 * MINUTE)).toEqual(["a"]);
		expect(freshOf([moment(at)], at + 45 * MINUTE)).toEqual([]);
	});

	it("count once where they follow one another, by week from Monday", () => {
		const evening = Date.parse("2026-11-29T18:00:00Z");
		const all = [moment(evening), moment(evening + 20 * MINUTE), moment(at), moment(at, "b"), moment(at + DAY)];
		expect(weeksOf(all).map(({ times }) => times)).toEqual([3, 1]);
	});
});

/** The moments that a phone has stored. */
async function rowsOf(phone: Phone): Promise<readonly unknown[]> {
	const all = await (await phone.local.local()).getAll("records");
	return all.filter(({ kind }) => kind === "pattern_moments");
}
