/** @module-tag slow */

import { expect, test } from "vitest";
import english from "../../../content/wordings/en.json";
import { type Finder, type Finding, finderOf, reworded, sentencesOf } from "./find";
import blaming from "./held-out/blaming.en.json";
import ordinary from "./held-out/ordinary.en.json";
import kinds from "./kinds.en.json";

const find = all(finderOf(english));

function all(finder: Finder): (text: string) => readonly Finding[] {
	return (text) => sentencesOf(text).flatMap((sentence) => finder(text, sentence));
}

test("every pattern finds its example, and what is offered instead is clean", () => {
	const patterns = english.groups.flatMap((group) => group.patterns.map((pattern) => ({ group, pattern })));
	expect(patterns.length).toBeGreaterThanOrEqual(120);
	for (const { group, pattern } of patterns) {
		const alone = all(finderOf({ ...english, groups: [{ ...group, patterns: [pattern] }] }));
		const [finding] = alone(pattern.example);
		if (!finding) throw new Error(`${pattern.example} is not found`);
		expect.soft(find(finding.instead.text), finding.instead.text).toEqual([]);
		expect.soft(reworded(pattern.example, finding)).not.toContain("….");
	}
});

/** Written by somebody who had not seen the patterns; nobody changes a pattern because of what is in these lists. */
test("on sentences that no pattern was written for, it finds enough and raises few false alarms", () => {
	const alarms = ordinary.filter((text) => find(text).length > 0).length;
	const found = blaming.filter(({ text }) => find(text).length > 0).length;
	expect(ordinary).toHaveLength(300);
	expect(blaming).toHaveLength(150);
	expect(alarms).toBeLessThanOrEqual(3); // 1 %
	expect(found).toBeGreaterThanOrEqual(123); // 82 %
});

test.each(Object.entries(kinds))("%s: no reproach, and what looks like it is one", (_, { ordinary, hard }) => {
	for (const text of ordinary) expect.soft(find(text), text).toEqual([]);
	for (const text of hard) expect.soft(find(text).length, text).toBeGreaterThan(0);
});

test("words before a phrase or beside it spare it: for all patterns, for those of a group, or for one", () => {
	const patterns = [
		{ find: "you never", example: "You never call." },
		{ find: "you always", not_after: "if", example: "You always shout." },
	];
	const group = { kind: "absolute", why: "-", sentence: "-", not_after: "when", not_with: "thanks", patterns };
	const said = all(
		finderOf({ parts: { sorry: "sorry that" }, not_after: "{sorry}", not_with: "dear", groups: [group] }),
	);
	const phrases = (text: string) => said(text).map(({ phrase }) => phrase);
	expect(phrases("You never call, you always shout.")).toEqual(["You never", "you always"]);
	expect(phrases("You never call, sorry that you always shout.")).toEqual(["You never"]);
	expect(phrases("You never call, my dear. You always shout, thanks.")).toEqual([]);
	expect(phrases("If you never call, when you always shout.")).toEqual(["you never"]);
	expect(phrases("When you never call. When you always shout.")).toEqual(["you always"]);
});

test("the wording replaces the phrase, or the sentence around it", () => {
	const said = (text: string) => find(text).map((finding) => reworded(text, finding));
	expect(said("I was tired. You never listen to me. Good night.")).toEqual([
		"I was tired. It often seems to me that you don't listen to me. Good night.",
	]);
	expect(said("I waited.\nCalm down, please! I'm here")).toEqual([
		"I waited.\nI see how much this matters to you. Tell me more. I'm here",
	]);
	expect(said("you’re such a liar")).toEqual(["What happened hurt me, because …"]);
});

test("praise is not a verdict, and what somebody quotes is not theirs", () => {
	expect(find("You always leave the light on for me, and I feel cared for.")).toEqual([]);
	expect(find('Mum said "you always win", and I laughed.')).toEqual([]);
	expect(find("Mum said you always win.")).toHaveLength(1);
	expect(find('She wrote "You never listen. You always win." I did not answer.')).toEqual([]);
	expect(find("Let's drop ‘you always’ and 'you don't care', don't you think?")).toEqual([]);
	expect(find("It's Tom's fault, and you don't care about me, that's all.")).toHaveLength(1);
});

test("what the writer takes back or denies is not a reproach, what follows a but is", () => {
	expect(find("I'm sorry I said you never help.")).toEqual([]);
	expect(find("I don't think you're lazy.")).toEqual([]);
	expect(find("I'm sorry I shouted, but you never listen.")).toHaveLength(1);
});

test("sympathy is not a poor apology, and comfort does not minimise", () => {
	expect(find("I'm sorry you're so tired. You couldn't have known. At least nobody was hurt.")).toEqual([]);
	expect(find("I'm sorry you feel that way.")).toHaveLength(1);
	expect(find("At least I don't lie.")).toHaveLength(1);
});

test("a report of what the writer heard is not a claim", () => {
	expect(find("What I hear is that you don't want to talk to me.")).toEqual([]);
	expect(find("You don't want to talk to me.")).toHaveLength(1);
});

test("one's own fear or doubt is not a claim", () => {
	expect(find("I'm scared that you don't love me any more.")).toEqual([]);
	expect(find("I'm scared. You don't love me any more.")).toHaveLength(1);
});

test("one place is found once", () => {
	const found = find("It's all your own fault that you never ever listen");
	expect(found.map(({ phrase }) => phrase)).toEqual(["all your own fault", "you never"]);
});

test("what no sentence is long enough for is not read, so that no pasted text stops the phone", () => {
	const often = (times: number) => "every time you come home late ".repeat(times);
	expect(find(often(60)).length).toBeGreaterThan(0);
	expect(find(often(600))).toEqual([]);
	expect(find(`${often(600)}. You never listen.`)).toHaveLength(1);
});
